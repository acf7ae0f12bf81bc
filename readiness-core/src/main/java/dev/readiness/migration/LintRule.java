package dev.readiness.migration;

import dev.readiness.assessment.Severity;
import java.util.List;
import java.util.Set;

/**
 * A rule of the lint: which changes it is about, and what there is to say of them.
 *
 * @param kinds changes that it looks at; none if it is about whole files
 * @param with what must be known of the change
 * @param without what must not be
 * @param since first major version of PostgreSQL in which it holds
 * @param before first major version in which it does not hold any more
 * @param always whether it also holds for what the same pending set made
 * @param problem what is wrong, with the names of the change in braces
 * @param safe the files of the safe version; those that begin with an exclamation mark need no transaction
 */
record LintRule(
        String id,
        Severity severity,
        LintEffect effect,
        TableLock lock,
        Set<ChangeKind> kinds,
        Set<Trait> with,
        Set<Trait> without,
        int since,
        int before,
        boolean always,
        String problem,
        List<String> safe) {

    LintRule {
        kinds = Set.copyOf(kinds);
        with = Set.copyOf(with);
        without = Set.copyOf(without);
        safe = List.copyOf(safe);
    }

    boolean breaks(SchemaChange change, int version) {
        return (always || !change.has(Trait.NEW))
                && version >= since
                && version < before
                && change.traits().containsAll(with)
                && without.stream().noneMatch(change::has);
    }
}
