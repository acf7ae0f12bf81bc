package dev.readiness.migration;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A live database is under versioned migrations from now on.
 *
 * @param script the baseline, to be committed
 * @param factsCompared how many things were compared and are equal
 * @param excluded what the baseline leaves out, and why
 */
public record BootstrapResult(Path script, int factsCompared, SortedMap<String, String> excluded) {

    /** Checks and copies the parts. */
    public BootstrapResult {
        Objects.requireNonNull(script, "script");
        excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }

    /** Returns the properties with which Spring Boot runs from now on. */
    public String properties() {
        return """
                spring.jpa.hibernate.ddl-auto=validate
                spring.jpa.generate-ddl=false
                spring.flyway.enabled=true
                spring.flyway.baseline-on-migrate=false
                spring.flyway.clean-disabled=true
                """;
    }

    /** Returns what was done and what to do now, as text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "The live database is at version 1. %s makes the same schema again: %d facts are equal.%n"
                        .formatted(script, factsCompared));
        excluded.forEach((what, why) ->
                text.append("Left out: ").append(what).append(" (").append(why).append(")%n".formatted()));
        return text.append("Commit the script, change these properties, and add changes as V2__….sql:%n%n".formatted())
                .append(properties())
                .toString();
    }
}
