package dev.readiness.scaling;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a ladder is made for.
 *
 * @param users numbers of users, ascending
 * @param thinkTime time between an answer and the same user's next request; twice as long is half the load
 * @param window how far back measurements are used
 */
public record ScaleSettings(List<Integer> users, Duration thinkTime, Duration window) {

    /** Checks that there are users, in ascending order, and that the durations are not negative. */
    public ScaleSettings {
        users = List.copyOf(users);
        Objects.requireNonNull(thinkTime, "thinkTime");
        Objects.requireNonNull(window, "window");
        if (users.isEmpty() || users.get(0) < 1) {
            throw new IllegalArgumentException("'users' must name at least one number above 0 but is " + users);
        }
        for (int i = 1; i < users.size(); i++) {
            if (users.get(i) <= users.get(i - 1)) {
                throw new IllegalArgumentException("'users' must ascend but is " + users);
            }
        }
        if (thinkTime.isNegative()) {
            throw new IllegalArgumentException("'thinkTime' must not be negative but is " + thinkTime);
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("'window' must be more than zero but is " + window);
        }
    }

    /** Returns 10, 100 and 1,000 users who think for five seconds, and ten minutes of measurements. */
    public static ScaleSettings defaults() {
        return new ScaleSettings(List.of(10, 100, 1000), Duration.ofSeconds(5), Duration.ofMinutes(10));
    }

    /** Returns a copy with another think time. */
    public ScaleSettings withThinkTime(Duration other) {
        return new ScaleSettings(users, other, window);
    }

    /** Returns a copy for other numbers of users. */
    public ScaleSettings withUsers(Integer... others) {
        return new ScaleSettings(List.of(others), thinkTime, window);
    }

    double thinkSeconds() {
        return thinkTime.toNanos() / 1e9;
    }
}
