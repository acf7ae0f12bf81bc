package dev.readiness.audit;

class InMemoryAuditStoreTests extends AuditStoreContract {

    @Override
    protected AuditStore createStore() {
        return AuditStore.inMemory();
    }
}
