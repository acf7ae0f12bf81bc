package dev.readiness.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Finds databases that forget everything when the process ends. */
final class InMemoryDatabase {

    static final String ID = "migration.in-memory-database";

    private static final String REMEDY = """
            Let the URL of '%s' name a file or a server, for example:
            spring.datasource.url=jdbc:h2:file:./data/app
            spring.datasource.url=jdbc:postgresql://localhost:5432/app""";

    private final Supplier<Map<String, DataSource>> dataSources;

    InMemoryDatabase(Supplier<Map<String, DataSource>> dataSources) {
        this.dataSources = dataSources;
    }

    List<Finding> assess() {
        Map<String, DataSource> present = dataSources.get();
        if (present.isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "There is no data source."));
        }
        return present.entrySet().stream()
                .map(entry -> assess(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Finding assess(String name, DataSource dataSource) {
        try {
            DatabaseLocation location = DatabaseLocation.of(dataSource);
            Evidence evidence = new Evidence("metadata of a connection of '" + name + "'", location.url());
            return location.isInMemory()
                    ? Finding.fail(
                            ID,
                            name,
                            "The database is in memory: everything that customers entered is gone after a restart.",
                            REMEDY.formatted(name),
                            evidence)
                    : Finding.pass(ID, name, evidence);
        } catch (SQLException ex) {
            return Finding.unknown(
                    ID,
                    name,
                    "The data source gave no connection (" + ex.getClass().getSimpleName() + ").");
        }
    }
}
