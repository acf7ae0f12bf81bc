package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import java.util.Optional;

/** What is known of the request that the calling thread serves. */
interface RequestFacts {

    /** There is never a request. */
    RequestFacts NONE = new RequestFacts() {
        @Override
        public Optional<AuditRecord.Source> source() {
            return Optional.empty();
        }

        @Override
        public boolean isDryRun() {
            return false;
        }
    };

    /** Returns where the request came from, or nothing if there is none. */
    Optional<AuditRecord.Source> source();

    /** Returns whether the hardening report made the request up, to see who would be let in. */
    boolean isDryRun();
}
