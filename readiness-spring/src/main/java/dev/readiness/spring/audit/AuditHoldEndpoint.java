package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.LegalHolds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/** Legal holds: {@code GET /actuator/audithold} lists them, {@code POST} with subject and reason places one, {@code DELETE} ends it. */
@WebEndpoint(id = "audithold")
final class AuditHoldEndpoint {

    private final AuditTrail trail;
    private final CurrentCall call;
    private final LegalHolds holds;

    AuditHoldEndpoint(AuditTrail trail, CurrentCall call) {
        this.trail = trail;
        this.call = call;
        this.holds = new LegalHolds(trail);
    }

    /** One hold. */
    record Hold(
            String subject,
            Instant since,
            String by,
            @Nullable String reason) {}

    @ReadOperation
    List<Hold> holds() {
        trail.record(call.entry("audit.read").detail("what", "legal holds").build());
        return holds.held().entrySet().stream()
                .map(hold -> new Hold(
                        hold.getKey(),
                        hold.getValue().time(),
                        hold.getValue().actor().id(),
                        hold.getValue().reason()))
                .toList();
    }

    @WriteOperation
    WebEndpointResponse<?> hold(String subject, String reason) {
        return record(LegalHolds.HOLD, subject, reason);
    }

    @DeleteOperation
    WebEndpointResponse<?> release(String subject, String reason) {
        return record(LegalHolds.RELEASE, subject, reason);
    }

    private WebEndpointResponse<?> record(String action, String subject, String reason) {
        if (subject.isBlank() || reason.isBlank()) {
            return new WebEndpointResponse<>(
                    Map.of("detail", "'subject' and 'reason' must not be blank"),
                    WebEndpointResponse.STATUS_BAD_REQUEST);
        }
        AuditRecord.Builder builder = call.entry(action).subject(subject).reason(reason);
        trail.record(builder.build());
        return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
    }
}
