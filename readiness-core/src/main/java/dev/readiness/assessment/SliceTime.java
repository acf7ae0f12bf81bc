package dev.readiness.assessment;

import java.time.Duration;
import java.util.Objects;

/**
 * How long it took to harden a slice that is finished.
 *
 * @param slice name of the slice
 * @param time the time
 * @param source how the time is known
 */
public record SliceTime(String slice, Duration time, Source source) {

    /** How a time is known. */
    public enum Source {
        /** Somebody wrote it down. */
        DECLARED,
        /** Read from the times of commits: activity, which is not working time. */
        ACTIVITY
    }

    /** Checks that everything is there and that the time is a time. */
    public SliceTime {
        Objects.requireNonNull(slice, "slice");
        Objects.requireNonNull(source, "source");
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "'time' must be longer than nothing for the slice '" + slice + "' but is " + time);
        }
    }

    double hours() {
        return time.toMillis() / 3_600_000.0;
    }
}
