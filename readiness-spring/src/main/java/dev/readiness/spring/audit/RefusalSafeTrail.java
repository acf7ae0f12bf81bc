package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditStoreException;
import dev.readiness.audit.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what Spring Security has decided already. A trail that is out of order must not change that decision. */
final class RefusalSafeTrail {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalSafeTrail.class);

    private final AuditTrail trail;

    RefusalSafeTrail(AuditTrail trail) {
        this.trail = trail;
    }

    void record(AuditRecord entry) {
        try {
            trail.record(entry);
        } catch (AuditStoreException ex) {
            LOG.error("Cannot record {} ({})", entry.action(), entry.outcome(), ex);
        }
    }
}
