package dev.readiness.spring.audit;

import dev.readiness.audit.AuditStore;

/** Keeps the file of the erasures from being one of the beans among which the trail looks for its store. */
record ErasureLedger(AuditStore file) implements AutoCloseable {

    @Override
    public void close() {
        file.close();
    }
}
