package dev.readiness.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Finds scripts that run at every start on a database that keeps what they did. */
final class ScriptsAtStart {

    static final String ID = "migration.script-every-start";

    private final Supplier<List<String>> scripts;

    private final Supplier<Map<String, DataSource>> dataSources;

    ScriptsAtStart(Supplier<List<String>> scripts, Supplier<Map<String, DataSource>> dataSources) {
        this.scripts = scripts;
        this.dataSources = dataSources;
    }

    List<Finding> assess() {
        List<String> run = scripts.get();
        Map<String, DataSource> present = dataSources.get();
        if (run.isEmpty() || present.isEmpty()) {
            return List.of(Finding.notApplicable(
                    ID, Finding.APPLICATION, "No script is set to run on every database at every start."));
        }
        String names = String.join(", ", run);
        try {
            for (DataSource dataSource : present.values()) {
                DatabaseLocation location = DatabaseLocation.of(dataSource);
                if (!location.isInMemory()) {
                    return List.of(failure(names, location.url()));
                }
            }
        } catch (SQLException ex) {
            return List.of(Finding.unknown(
                    ID,
                    Finding.APPLICATION,
                    "A data source gave no connection (" + ex.getClass().getSimpleName() + ")."));
        }
        return List.of(Finding.pass(
                ID,
                Finding.APPLICATION,
                new Evidence("spring.sql.init.mode", names + " run on a database in memory only")));
    }

    private static Finding failure(String names, String url) {
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "%s run at every start on a database that keeps its data: rows are added again, put back or overwritten, or the start fails."
                        .formatted(names),
                "Move what %s do into migrations (src/main/resources/db/migration/V1__...sql), and remove spring.sql.init.mode=always."
                        .formatted(names),
                new Evidence("spring.sql.init.mode", "always, with " + names),
                new Evidence("metadata of a connection", url));
    }
}
