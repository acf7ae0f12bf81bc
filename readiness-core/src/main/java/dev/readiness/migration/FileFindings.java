package dev.readiness.migration;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What there is to say of whole files and of the whole pending set. Advice, no hazards. */
final class FileFindings {

    private FileFindings() {}

    static Optional<LintFinding> severalTables(MigrationScript script, FileTransaction transaction) {
        if (!transaction.isTransactional() || transaction.locked().size() < 2) {
            return Optional.empty();
        }
        return Optional.of(finding("several-tables-locked", script, transaction.locked()));
    }

    /** Returns the tables on which a file waits although it sets no time-out itself. */
    static Collection<String> waitsWithoutLimit(Iterable<Recognised> statements, FileTransaction transaction) {
        for (Recognised statement : statements) {
            for (SchemaChange change : statement.changes()) {
                if (change.has(Trait.SETS_LOCK_TIMEOUT)) {
                    return Set.of();
                }
            }
        }
        return transaction.locked();
    }

    static LintFinding noLockTimeout(MigrationScript script, Collection<String> tables) {
        return finding("lock-timeout-missing", script, tables);
    }

    private static LintFinding finding(String id, MigrationScript script, Collection<String> tables) {
        LintRule rule = LintRules.named(id);
        Map<String, String> parts = Map.of("tables", String.join(", ", tables));
        return new LintFinding(
                id,
                rule.severity(),
                rule.effect(),
                LintGrade.STATIC,
                script.name(),
                1,
                "",
                rule.lock(),
                SafeVersion.fill(rule.problem(), parts),
                SafeVersion.files(rule, script, parts),
                Optional.empty());
    }
}
