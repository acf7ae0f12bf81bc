package dev.readiness.spring.scaling;

import dev.readiness.scaling.ScaleSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the ladder from few users to many.
 *
 * @param enabled Whether the meters are read every few seconds, so that the actuator endpoint 'scaling' can say what runs out
 *     first.
 * @param users Numbers of users that the ladder is made for, ascending.
 * @param thinkTime Time between an answer and the same user's next request.
 * @param window How far back measurements are used.
 * @param every How often the meters are read.
 */
@ConfigurationProperties("readiness.scaling")
public record ScalingProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue({"10", "100", "1000"}) List<Integer> users,
        @DefaultValue("5s") Duration thinkTime,
        @DefaultValue("10m") Duration window,
        @DefaultValue("5s") Duration every) {

    /** Checks that the users ascend and that there are enough readings in a window. */
    public ScalingProperties {
        new ScaleSettings(users, thinkTime, window);
        if (every.isNegative() || every.isZero() || every.multipliedBy(6).compareTo(window) > 0) {
            throw new IllegalArgumentException(
                    "'every' must be more than zero and at most a sixth of 'window' (" + window + ") but is " + every);
        }
    }

    ScaleSettings settings() {
        return new ScaleSettings(users, thinkTime, window);
    }
}
