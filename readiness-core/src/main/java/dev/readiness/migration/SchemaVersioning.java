package dev.readiness.migration;

import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * What versions the schema of an application.
 *
 * @param dataSources databases by name
 * @param migrations migrations by the name of what runs them
 * @param otherTools whether each other migration tool has run, by its name
 * @param obstacle why nothing migrates although it may look so; empty if there is no such reason
 */
public record SchemaVersioning(
        Map<String, DataSource> dataSources,
        Map<String, Migrations> migrations,
        Map<String, Boolean> otherTools,
        String obstacle) {

    /** Checks and copies the parts. */
    public SchemaVersioning {
        dataSources = Map.copyOf(dataSources);
        migrations = Map.copyOf(migrations);
        otherTools = Map.copyOf(otherTools);
        Objects.requireNonNull(obstacle, "obstacle");
    }
}
