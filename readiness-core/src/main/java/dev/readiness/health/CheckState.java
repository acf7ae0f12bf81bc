package dev.readiness.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one check at one moment. Immutable.
 *
 * @param name the name of the check
 * @param kind the probe that it belongs to
 * @param settings how it is run
 * @param status what the results in a row say; {@link HealthStatus#UNKNOWN} before the first one and when stale
 * @param latest the latest result, or nothing before the first
 * @param since since when the status is what it is, by the wall clock
 * @param age how long ago the latest result came
 * @param failures how many results in a row were down
 * @param runs how often the check was started
 * @param timeouts how many runs took too long
 * @param skipped how many runs were left out because the one before had not returned; each counts as a failure
 * @param hung whether a run is under way that has taken too long, and still holds its thread
 * @param stale whether the latest result is too old to be believed
 */
public record CheckState(
        String name,
        Probe kind,
        CheckSettings settings,
        HealthStatus status,
        @Nullable HealthResult latest,
        Instant since,
        Duration age,
        int failures,
        long runs,
        long timeouts,
        long skipped,
        boolean hung,
        boolean stale) {

    /** Checks the parts. */
    public CheckState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(age, "age");
    }

    CheckState at(Duration now, boolean tooOld) {
        HealthStatus known = tooOld ? HealthStatus.UNKNOWN : status;
        return new CheckState(
                name, kind, settings, known, latest, since, now, failures, runs, timeouts, skipped, hung, tooOld);
    }
}
