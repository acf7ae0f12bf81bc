package dev.readiness.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.migration.SchemaVersioning.Obstacle;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Finds schemas that no migration tool versions, and those that are not at the version that the application brings. */
final class Unversioned {

    static final String ID = "migration.unversioned";

    private static final String DESCRIBE =
            "Describe the present schema as src/main/resources/db/migration/V1__schema.sql.";

    private static final Obstacle NOTHING_THERE =
            new Obstacle("Nothing versions the schema: nobody can say which one runs where, or repeat a change.", """
            <dependency>
              <groupId>org.springframework.boot</groupId>
              <artifactId>spring-boot-starter-flyway</artifactId>
            </dependency>""");

    private final Supplier<SchemaVersioning> facts;

    Unversioned(Supplier<SchemaVersioning> facts) {
        this.facts = facts;
    }

    List<Finding> assess() {
        SchemaVersioning versioning = facts.get();
        List<Finding> findings = new ArrayList<>();
        versioning.migrations().forEach((name, migrations) -> findings.add(assess(name, migrations)));
        versioning.otherTools().forEach((name, ran) -> findings.add(assess(name, ran)));
        return findings.isEmpty() ? List.of(withoutTool(versioning)) : findings;
    }

    private static Finding withoutTool(SchemaVersioning versioning) {
        if (versioning.dataSources().isEmpty()) {
            return Finding.notApplicable(ID, Finding.APPLICATION, "There is no database.");
        }
        return trace(versioning)
                .map(cause -> Finding.unknown(ID, Finding.APPLICATION, cause))
                .orElseGet(() -> unversioned(versioning));
    }

    private static Finding unversioned(SchemaVersioning versioning) {
        Obstacle obstacle = versioning.obstacle().orElse(NOTHING_THERE);
        return Finding.fail(ID, Finding.APPLICATION, obstacle.problem(), obstacle.remedy() + "\n" + DESCRIBE);
    }

    /** Returns why it cannot be said that nothing versions the schema, if so. */
    private static Optional<String> trace(SchemaVersioning versioning) {
        for (Map.Entry<String, DataSource> database : versioning.dataSources().entrySet()) {
            try {
                Optional<String> history = HistoryTable.findIn(database.getValue());
                if (history.isPresent()) {
                    return Optional.of("The database of '" + database.getKey() + "' has a table " + history.get()
                            + ", so something outside this process migrates it; whether it is up to date could not be"
                            + " seen.");
                }
            } catch (SQLException ex) {
                return Optional.of("The database of '" + database.getKey() + "' could not be asked ("
                        + ex.getClass().getSimpleName() + ").");
            }
        }
        return Optional.empty();
    }

    private static Finding assess(String name, boolean ran) {
        return ran
                ? Finding.pass(ID, name, new Evidence("bean '" + name + "'", "ran when the application started"))
                : Finding.unknown(ID, name, "'" + name + "' is there but did not run in this process.");
    }

    private static Finding assess(String name, Migrations migrations) {
        try {
            return assess(name, migrations.state());
        } catch (MissingDatabaseModuleException ex) {
            return Finding.unknown(ID, name, String.valueOf(ex.getMessage()));
        } catch (RuntimeException ex) {
            // Not Flyway's own type: this class must load without it. Not the message: it may hold the URL.
            return Finding.unknown(
                    ID, name, "The history could not be read (" + ex.getClass().getSimpleName() + ").");
        }
    }

    private static Finding assess(String name, MigrationState state) {
        Evidence evidence = new Evidence(
                "history of '" + name + "'",
                "version " + state.currentVersion().orElse("none") + ", "
                        + state.applied().size() + " applied, "
                        + state.pending().size() + " pending, "
                        + state.failed().size() + " failed");
        if (!state.failed().isEmpty()) {
            return Finding.fail(
                    ID,
                    name,
                    "A migration stopped half-way: " + String.join(", ", state.failed()) + ".",
                    "Compare the schema with the script, undo or finish it by hand, then run Flyway's repair.",
                    evidence);
        }
        if (!state.pending().isEmpty()) {
            return Finding.fail(
                    ID,
                    name,
                    "The application runs on a schema older than its own: " + String.join(", ", state.pending())
                            + " not applied.",
                    "Let '" + name + "' migrate at the start, or migrate before this version is started.",
                    evidence);
        }
        return state.applied().isEmpty()
                ? Finding.fail(ID, name, "Flyway runs, but there is no migration.", DESCRIBE, evidence)
                : Finding.pass(ID, name, evidence);
    }
}
