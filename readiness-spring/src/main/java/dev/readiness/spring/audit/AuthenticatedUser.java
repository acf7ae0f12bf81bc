package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import java.util.Optional;

/** Who the calling thread works for. */
@FunctionalInterface
interface AuthenticatedUser {

    /** Nobody is ever authenticated. */
    AuthenticatedUser NONE = Optional::empty;

    /** Returns who is authenticated, or nothing if nobody is. */
    Optional<AuditRecord.Actor> current();
}
