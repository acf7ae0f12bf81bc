package dev.readiness.audit;

import org.jspecify.annotations.Nullable;

/**
 * What is searched for, derived from a record when it is stored and once more when the trail is verified: a column that says
 * something else than the record would hide it from a search.
 */
record IndexColumns(
        String action,
        String outcome,
        String actor,
        @Nullable String tenant,
        @Nullable String subject,
        @Nullable String targetType,
        @Nullable String targetId) {

    static IndexColumns of(AuditRecord entry) {
        boolean hasTarget = !entry.targets().isEmpty();
        return new IndexColumns(
                entry.action(),
                entry.outcome().name(),
                entry.actor().id(),
                entry.tenant(),
                entry.subjects().isEmpty() ? null : entry.subjects().get(0),
                hasTarget ? entry.targets().get(0).type() : null,
                hasTarget ? entry.targets().get(0).id() : null);
    }
}
