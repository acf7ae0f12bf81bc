package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Begins records that know who calls, from where, and with which correlation id. */
final class CurrentCall {

    private final AuditTrail trail;
    private final RequestFacts request;
    private final AuthenticatedUser user;

    CurrentCall(AuditTrail trail, RequestFacts request, AuthenticatedUser user) {
        this.trail = trail;
        this.request = request;
        this.user = user;
    }

    AuditRecord.Builder entry(String action) {
        return trail.entry(action)
                .actor(user.current().orElseGet(this::stranger))
                .source(request.source().orElse(null))
                .correlationId(correlationId())
                .traceId(MDC.get("traceId"));
    }

    boolean isDryRun() {
        return request.isDryRun();
    }

    /** Without a request it is the application itself that works, in a job or at its start. */
    private AuditRecord.Actor stranger() {
        return request.source().isPresent()
                ? AuditRecord.Actor.anonymous()
                : AuditRecord.Actor.system(Thread.currentThread().getName());
    }

    private static @Nullable String correlationId() {
        return Optional.ofNullable(MDC.get("correlationId")).orElseGet(() -> MDC.get("traceId"));
    }
}
