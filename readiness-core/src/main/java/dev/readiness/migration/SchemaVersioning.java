package dev.readiness.migration;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What versions the schema of an application.
 *
 * @param dataSources databases by name
 * @param migrations migrations by the name of what runs them
 * @param otherTools whether each other migration tool has run, by its name
 * @param obstacle why nothing migrates although it may look so, if there is such a reason
 */
public record SchemaVersioning(
        Map<String, DataSource> dataSources,
        Map<String, Migrations> migrations,
        Map<String, Boolean> otherTools,
        Optional<Obstacle> obstacle) {

    /** Checks and copies the parts. */
    public SchemaVersioning {
        dataSources = Map.copyOf(dataSources);
        migrations = Map.copyOf(migrations);
        otherTools = Map.copyOf(otherTools);
        Objects.requireNonNull(obstacle, "obstacle");
    }

    /**
     * Why a migration tool that is there does nothing.
     *
     * @param problem what is wrong, in a sentence
     * @param remedy what to do, ready to paste
     */
    public record Obstacle(String problem, String remedy) {

        /** Checks the parts. */
        public Obstacle {
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(remedy, "remedy");
        }
    }
}
