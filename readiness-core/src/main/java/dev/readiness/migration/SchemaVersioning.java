package dev.readiness.migration;

import java.util.Map;
import java.util.Objects;

/**
 * What versions the schema of an application.
 *
 * @param databasePresent whether there is a database at all
 * @param migrations migrations by the name of what runs them
 * @param otherTools whether each other migration tool has run, by its name
 * @param obstacle why nothing migrates although it may look so; empty if there is no such reason
 */
public record SchemaVersioning(
        boolean databasePresent, Map<String, Migrations> migrations, Map<String, Boolean> otherTools, String obstacle) {

    /** Checks and copies the parts. */
    public SchemaVersioning {
        migrations = Map.copyOf(migrations);
        otherTools = Map.copyOf(otherTools);
        Objects.requireNonNull(obstacle, "obstacle");
    }
}
