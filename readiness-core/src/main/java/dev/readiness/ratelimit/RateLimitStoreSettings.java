package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How the nodes of one application share a {@link RateLimitStore}.
 *
 * @param prefix name of the application, with which all its keys begin; applications that share a store have different ones
 * @param keySecret secret for the hashes that stand for keys, the same on all nodes and after an update, at least 16
 *     characters. Without it nobody learns from the store whose requests were counted
 * @param timeout longest wait for one decision
 * @param instances number of nodes, which share the limits fairly while the store does not answer
 * @param maxKeys how many keys are told apart in memory
 * @param application what tells this application from any other that might be given the same prefix by mistake, the same on
 *     all nodes and after an update; nothing looks for such others where it is empty
 */
public record RateLimitStoreSettings(
        String prefix, String keySecret, Duration timeout, int instances, int maxKeys, String application) {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final int SHORTEST_SECRET = 16;

    /** Checks the parts. */
    public RateLimitStoreSettings {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "'prefix' must consist of at most 64 letters, digits, dots, hyphens and underscores but is '"
                            + prefix + "'");
        }
        if (keySecret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "'keySecret' must have at least " + SHORTEST_SECRET + " characters but has " + keySecret.length());
        }
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("'timeout' must be between 1ms and 1 minute but is " + timeout);
        }
        if (instances < 1) {
            throw new IllegalArgumentException("'instances' must be at least 1 but is " + instances);
        }
        if (maxKeys < 1) {
            throw new IllegalArgumentException("'maxKeys' must be at least 1 but is " + maxKeys);
        }
        Objects.requireNonNull(application, "application");
    }

    /** Creates settings of an application that looks for no other one under its prefix. */
    public RateLimitStoreSettings(String prefix, String keySecret, Duration timeout, int instances, int maxKeys) {
        this(prefix, keySecret, timeout, instances, maxKeys, "");
    }

    /** Returns settings for one node that waits at most 50 ms. */
    public static RateLimitStoreSettings of(String prefix, String keySecret) {
        return new RateLimitStoreSettings(
                prefix, keySecret, Duration.ofMillis(50), 1, RequestRateLimiter.DEFAULT_MAX_KEYS);
    }

    /** Returns the same settings with another longest wait. */
    public RateLimitStoreSettings withTimeout(Duration other) {
        return new RateLimitStoreSettings(prefix, keySecret, other, instances, maxKeys, application);
    }

    /** Returns the same settings for another number of nodes. */
    public RateLimitStoreSettings withInstances(int other) {
        return new RateLimitStoreSettings(prefix, keySecret, timeout, other, maxKeys, application);
    }

    /** Returns the same settings of the application that {@code other} tells apart. */
    public RateLimitStoreSettings withApplication(String other) {
        return new RateLimitStoreSettings(prefix, keySecret, timeout, instances, maxKeys, other);
    }

    /** Returns the settings without the secret. */
    @Override
    public String toString() {
        return "RateLimitStoreSettings[prefix=" + prefix + ", keySecret=[redacted], timeout=" + timeout + ", instances="
                + instances + ", maxKeys=" + maxKeys + ", application=" + application + "]";
    }
}
