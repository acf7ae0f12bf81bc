package dev.readiness.observability;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is known of an application beyond its meters. Immutable.
 *
 * @param application its name, which is also Prometheus's {@code job}
 * @param slices endpoints of each slice, by its name
 * @param objectives what slices promise, by their names; {@link SliceObjective#defaults()} for the others
 * @param heartbeats longest time between two successes of each expected job, grace included
 * @param places parts of the application that hold a resource, by the name of its meter's tag value, for example the bean
 *     behind a pool
 * @param settings properties and their values, for the runbook; nothing secret
 * @param rollback command that brings back the version before, or an empty text where nobody said
 * @param scrape where one instance answers Prometheus, absolute, for example {@code http://127.0.0.1:8081/actuator/prometheus}
 */
public record OperationsFacts(
        String application,
        Map<String, List<String>> slices,
        Map<String, SliceObjective> objectives,
        Map<String, Duration> heartbeats,
        Map<String, String> places,
        Map<String, String> settings,
        String rollback,
        URI scrape) {

    /** Where Spring Boot answers by default. */
    public static final URI SCRAPE = URI.create("http://127.0.0.1:8080/actuator/prometheus");

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if the application has no name, an objective is of no slice, or {@code scrape} has no host
     */
    public OperationsFacts {
        Objects.requireNonNull(rollback, "rollback");
        if (application.isBlank()) {
            throw new IllegalArgumentException(
                    "'application' must be a name but is empty; with Spring, set spring.application.name");
        }
        if (scrape.getScheme() == null || scrape.getHost() == null) {
            throw new IllegalArgumentException(
                    "'scrape' must be an absolute address such as " + SCRAPE + " but is " + scrape);
        }
        slices = sorted(slices);
        objectives = sorted(objectives);
        heartbeats = sorted(heartbeats);
        places = sorted(places);
        settings = sorted(settings);
        for (String slice : objectives.keySet()) {
            if (!slices.containsKey(slice) && !slice.equals(SliceAlerts.UNOWNED)) {
                throw new IllegalArgumentException("'objectives' must be of a slice, one of " + slices.keySet()
                        + ", but one is of '" + slice + "'");
            }
        }
    }

    /** Returns the facts of an application of which only the name is known. */
    public static OperationsFacts of(String application) {
        return new OperationsFacts(application, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), "", SCRAPE);
    }

    /** Returns what {@code slice} promises. */
    SliceObjective objective(String slice) {
        return objectives.getOrDefault(slice, SliceObjective.defaults());
    }

    /** Returns a setting as it would be written, with its value where that is known. */
    String setting(String name) {
        String value = settings.get(name);
        return value == null ? name + " (not set)" : name + "=" + value;
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
