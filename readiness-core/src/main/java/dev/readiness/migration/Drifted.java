package dev.readiness.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds schemas that somebody changed beside the migrations. */
final class Drifted {

    static final String ID = "migration.drifted";

    private static final int NAMED = 5;

    private Drifted() {}

    static List<Finding> assess(Map<String, Migrations> migrations) {
        return migrations.entrySet().stream()
                .map(entry -> assess(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Finding assess(String name, Migrations migrations) {
        try {
            String product = migrations.product();
            if (product.equals("H2")) {
                return Finding.notApplicable(ID, name, "Nobody but the application changes an embedded database.");
            }
            if (!product.equals("PostgreSQL")) {
                return Finding.unknown(ID, name, "Only PostgreSQL is compared with what the migrations left.");
            }
            if (!migrations.drift().isRecorded()) {
                return Finding.unknown(
                        ID,
                        name,
                        "Nothing says what the migrations left: readiness.migration.run.drift=warn records it from the next"
                                + " start on.");
            }
            return assess(name, migrations.drift().differences());
        } catch (SQLException | RuntimeException ex) {
            return Finding.unknown(
                    ID, name, "The schema could not be read (" + ex.getClass().getSimpleName() + ").");
        }
    }

    private static Finding assess(String name, List<SchemaDifference> differences) {
        Evidence evidence =
                new Evidence("catalogs of the live PostgreSQL", differences.size() + " objects differ from the record");
        if (differences.isEmpty()) {
            return Finding.pass(ID, name, evidence);
        }
        String objects =
                differences.stream().limit(NAMED).map(SchemaDifference::object).collect(Collectors.joining(", "));
        String more = differences.size() > NAMED ? " and " + (differences.size() - NAMED) + " more" : "";
        return Finding.fail(
                ID,
                name,
                "Somebody changed the schema beside the migrations: " + objects + more + ".",
                "Write the change as a migration, or undo it; SchemaDrift.of(flyway).differences() says what each was.",
                evidence);
    }
}
