package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.util.ClassUtils;

/** Tells how a call ended from what the method returned or threw. Web and Security may be missing. */
final class Outcomes {

    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    private final boolean web = isPresent("org.springframework.http.ResponseEntity");
    private final boolean security = isPresent("org.springframework.security.access.AccessDeniedException");

    AuditOutcome of(@Nullable Object result) {
        return web ? Web.outcomeOf(result) : AuditOutcome.SUCCESS;
    }

    AuditOutcome of(Throwable thrown) {
        return security && Security.isDenial(thrown) ? AuditOutcome.DENIED : AuditOutcome.FAILURE;
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, Outcomes.class.getClassLoader());
    }

    private static final class Web {

        static AuditOutcome outcomeOf(@Nullable Object result) {
            if (!(result instanceof ResponseEntity<?> response)
                    || !response.getStatusCode().isError()) {
                return AuditOutcome.SUCCESS;
            }
            return REFUSALS.contains(response.getStatusCode().value()) ? AuditOutcome.DENIED : AuditOutcome.FAILURE;
        }
    }

    private static final class Security {

        static boolean isDenial(Throwable thrown) {
            return thrown instanceof AccessDeniedException;
        }
    }
}
