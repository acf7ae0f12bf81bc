package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests a client may make in a period.
 *
 * @param capacity requests a client may make at once
 * @param period time in which a spent capacity is refilled
 * @param refill whether what was spent comes back bit by bit or as a whole
 */
public record RateLimit(int capacity, Duration period, Refill refill) {

    /** How a spent capacity comes back. */
    public enum Refill {
        /**
         * Bit by bit: {@code 5/15m} gives one back every three minutes. In any span of time at most the capacity and what
         * came back in that span is permitted.
         */
        GREEDY,

        /**
         * As a whole, at the end of each period, the first of which begins with the first request: in the first minute
         * {@code 30/1m} permits 30 and not one more. At the border of two periods a client may spend both capacities in a row.
         */
        INTERVAL
    }

    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,10})\\s*/\\s*(\\d{0,9})\\s*([smhd])\\s*");

    private static final Duration LONGEST = Duration.ofDays(366);

    /** Checks that at least one request is permitted in a period of between a millisecond and a year. */
    public RateLimit {
        Objects.requireNonNull(refill, "refill");
        if (capacity < 1) {
            throw new IllegalArgumentException("'capacity' must be at least 1 but is " + capacity);
        }
        if (period.compareTo(Duration.ofMillis(1)) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'period' must be between 1ms and 366 days but is " + period);
        }
        if (capacity > period.toNanos()) {
            throw new IllegalArgumentException(
                    "'capacity' must be at most one a nanosecond but is " + capacity + " in " + period);
        }
    }

    /** Creates a limit that refills bit by bit. */
    public RateLimit(int capacity, Duration period) {
        this(capacity, period, Refill.GREEDY);
    }

    /** Returns the same limit with another way to refill. */
    public RateLimit withRefill(Refill other) {
        return new RateLimit(capacity, period, other);
    }

    /**
     * Returns the limit that {@code text} describes, refilled bit by bit: {@code 30/1m}, {@code 10/s}, {@code 1000/h}, {@code 5/15m}.
     *
     * @throws IllegalArgumentException if it describes none
     */
    public static RateLimit parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw unreadable(text, "it has no count, slash and period");
        }
        try {
            int capacity = Integer.parseInt(matcher.group(1));
            long count = matcher.group(2).isEmpty() ? 1 : Long.parseLong(matcher.group(2));
            return new RateLimit(capacity, unit(matcher.group(3)).multipliedBy(count));
        } catch (NumberFormatException ex) {
            throw unreadable(text, "the count must be at most " + Integer.MAX_VALUE);
        } catch (IllegalArgumentException ex) {
            throw unreadable(text, String.valueOf(ex.getMessage()));
        }
    }

    private static IllegalArgumentException unreadable(String text, String reason) {
        return new IllegalArgumentException(
                "'" + text + "' is not a rate limit: " + reason + "; write for example 30/1m, 10/s, 1000/h or 5/15m");
    }

    private static Duration unit(String symbol) {
        return switch (symbol) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    /** Returns the limit as {@link #parse} reads it, for example {@code 30/1m}. */
    @Override
    public String toString() {
        long seconds = period.toSeconds();
        if (period.toNanosPart() != 0) {
            return capacity + "/" + period.toString().toLowerCase(Locale.ROOT).substring(2);
        }
        if (seconds % 86_400 == 0) {
            return capacity + "/" + seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return capacity + "/" + seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? capacity + "/" + seconds / 60 + "m" : capacity + "/" + seconds + "s";
    }
}
