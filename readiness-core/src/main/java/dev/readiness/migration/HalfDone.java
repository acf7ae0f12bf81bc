package dev.readiness.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Stops before a script of H2 that was begun and did not end: some of it is there, and running it again would fail on that. */
final class HalfDone {

    private HalfDone() {}

    static void refuse(H2Lease lease, Flyway flyway) throws SQLException {
        if (!lease.hasJournal()) {
            return;
        }
        MigrationState state = Migrations.of(flyway).state();
        List<String> candidates = new ArrayList<>(state.failed());
        candidates.addAll(state.pending());
        for (String script : candidates) {
            int done = lease.journalled(script);
            if (done > 0) {
                throw new SafeMigrationException(
                        diagnosis(script, done, state.failed().contains(script), flyway));
            }
        }
    }

    private static String diagnosis(String script, int done, boolean failed, Flyway flyway) {
        List<SqlStatement> statements = SqlStatement.split(new PendingScripts(flyway.getConfiguration())
                .read(List.of(script))
                .get(0)
                .sql());
        StringBuilder text =
                new StringBuilder(script + " was begun and did not end; H2 takes back no change of a schema. Of its "
                        + statements.size() + " statements " + done + " were run:\n");
        for (int i = 0; i < Math.min(done, statements.size()); i++) {
            text.append("  line ")
                    .append(statements.get(i).line())
                    .append(": ")
                    .append(summary(statements.get(i)))
                    .append('\n');
        }
        if (done < statements.size()) {
            text.append("The next one, line ")
                    .append(statements.get(done).line())
                    .append(", stopped or may have run: ")
                    .append(summary(statements.get(done)))
                    .append('\n');
        }
        return text + "Undo them by hand" + (failed ? ", run Flyway's repair," : "") + " and DELETE FROM "
                + H2Lease.JOURNAL + " WHERE script = '" + script + "'; then start again. Nothing was changed now.";
    }

    private static String summary(SqlStatement statement) {
        return SafeVersion.summary(statement.text());
    }
}
