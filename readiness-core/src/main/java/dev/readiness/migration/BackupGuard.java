package dev.readiness.migration;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;

/** Has a backup taken before scripts that take rows or values away; what is not understood may. */
final class BackupGuard implements MigrationGuard {

    private static final Set<ChangeKind> LOSSY = EnumSet.of(
            ChangeKind.DROP_TABLE,
            ChangeKind.DROP_COLUMN,
            ChangeKind.ALTER_COLUMN_TYPE,
            ChangeKind.TRUNCATE,
            ChangeKind.DELETE,
            ChangeKind.UPDATE,
            ChangeKind.DETACH_PARTITION,
            ChangeKind.ALTER_ATTRIBUTE,
            ChangeKind.DROP_TYPE,
            ChangeKind.DROP_SEQUENCE,
            ChangeKind.DROP_SCHEMA,
            ChangeKind.DROP_DATABASE,
            ChangeKind.DROP_EXTENSION,
            ChangeKind.DROP_OWNED,
            ChangeKind.HIDDEN,
            ChangeKind.PSQL_COMMAND);

    private final Flyway flyway;
    private final Consumer<List<String>> backup;

    BackupGuard(Flyway flyway, Consumer<List<String>> backup) {
        this.flyway = flyway;
        this.backup = backup;
    }

    @Override
    public boolean isForAnyDatabase() {
        return true;
    }

    @Override
    public List<String> beforeMigrating() {
        MigrationState state = Migrations.of(flyway).state();
        // A schema to which nothing was ever applied holds nothing that could be lost.
        List<String> losses = state.applied().isEmpty() ? List.of() : losses(state.pending());
        if (!losses.isEmpty()) {
            try {
                backup.accept(losses);
            } catch (RuntimeException ex) {
                throw new SafeMigrationException(
                        "Nothing was migrated, because no backup could be taken before this:\n  "
                                + String.join("\n  ", losses) + "\nSee why below, and start again.",
                        ex);
            }
        }
        return List.of();
    }

    private List<String> losses(List<String> pending) {
        List<String> losses = new ArrayList<>();
        PendingScripts scripts = new PendingScripts(flyway.getConfiguration());
        for (String name : pending) {
            try {
                scripts.read(List.of(name)).forEach(script -> losses.addAll(losses(script)));
            } catch (UnreadableMigrationException ex) {
                losses.add(name + " cannot be read, or is written in Java");
            }
        }
        return losses;
    }

    private static List<String> losses(MigrationScript script) {
        return SqlStatement.split(script.sql()).stream()
                .map(Recognised::of)
                .filter(BackupGuard::mayLose)
                .map(statement -> script.name() + ":" + statement.statement().line() + " "
                        + SafeVersion.summary(statement.statement().text()))
                .toList();
    }

    private static boolean mayLose(Recognised statement) {
        return statement.obstacle().isPresent()
                || statement.changes().stream().anyMatch(change -> LOSSY.contains(change.kind()));
    }
}
