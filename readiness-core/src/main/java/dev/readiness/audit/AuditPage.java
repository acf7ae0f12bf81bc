package dev.readiness.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One page of records.
 *
 * @param records the records, in the order that was asked for
 * @param next where the next page begins, for {@link AuditQuery#after}; empty on the last page
 */
public record AuditPage(List<AuditRecord> records, Optional<UUID> next) {

    /** Copies the records. */
    public AuditPage {
        records = List.copyOf(records);
    }

    /** Returns the page of {@code limit} from {@code found}, which holds one record more if there is a next page. */
    static AuditPage of(List<AuditRecord> found, int limit) {
        if (found.size() <= limit) {
            return new AuditPage(found, Optional.empty());
        }
        return new AuditPage(
                found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
    }
}
