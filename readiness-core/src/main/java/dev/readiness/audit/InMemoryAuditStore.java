package dev.readiness.audit;

import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps records on the heap, in the order of their ids. */
final class InMemoryAuditStore implements AuditStore {

    private final ConcurrentNavigableMap<UUID, AuditRecord> records = new ConcurrentSkipListMap<>();

    @Override
    public void append(AuditRecord entry) {
        records.putIfAbsent(entry.id(), entry);
    }

    @Override
    public AuditPage read(AuditQuery query) {
        var ordered = query.order() == AuditQuery.Order.OLDEST_FIRST ? records : records.descendingMap();
        return AuditPage.of(
                ordered.values().stream()
                        .filter(query::matches)
                        .limit(query.limit() + 1L)
                        .toList(),
                query.limit());
    }

    @Override
    public boolean isDurable() {
        return false;
    }
}
