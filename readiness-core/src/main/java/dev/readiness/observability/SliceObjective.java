package dev.readiness.observability;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a slice promises its users over 30 days.
 *
 * @param availability part of its requests that must not fail with a server error, in percent; more than 93.1, since the
 *     alert for the quickest burn, 14.4 times what is allowed, could never fire below, and less than 100
 * @param latency within which most of its answers are given, or null where nothing is promised
 * @param latencyShare part of its answers to which {@code latency} applies, in percent; more than 83.4 and less than 100
 */
public record SliceObjective(
        BigDecimal availability, @Nullable Duration latency, BigDecimal latencyShare) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Factor of the quickest burn that pages, for 2 % of the budget of 30 days in an hour. */
    static final BigDecimal QUICKEST = new BigDecimal("14.4");

    /** Factor at which slow answers are told of. */
    static final BigDecimal SLOW = BigDecimal.valueOf(6);

    /**
     * Checks that each alert which follows from it can fire.
     *
     * @throws IllegalArgumentException naming all values that are wrong
     */
    public SliceObjective {
        Objects.requireNonNull(availability, "availability");
        Objects.requireNonNull(latencyShare, "latencyShare");
        List<String> problems = new ArrayList<>();
        check(problems, "availability", availability, QUICKEST, "93.1");
        check(problems, "latency-share", latencyShare, SLOW, "83.4");
        if (latency != null && (latency.isZero() || latency.isNegative())) {
            problems.add("'latency' must be more than zero but is " + latency);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** Returns the objective of a slice for which none was set: 99.5 % without a server error. */
    public static SliceObjective defaults() {
        return new SliceObjective(new BigDecimal("99.5"), null, BigDecimal.valueOf(95));
    }

    /** Returns the part of failed requests, 0 to 1, at which the budget burns {@code factor} times too fast. */
    BigDecimal failing(BigDecimal factor) {
        return share(availability, factor);
    }

    /** Returns the part of slow answers, 0 to 1, that is told of. */
    BigDecimal slow() {
        return share(latencyShare, SLOW);
    }

    private static void check(
            List<String> problems, String name, BigDecimal percent, BigDecimal factor, String lowest) {
        if (percent.compareTo(HUNDRED) >= 0) {
            problems.add("'" + name + "' must be less than 100 but is " + percent.toPlainString()
                    + ": a single failure would break it for ever");
        } else if (share(percent, factor).compareTo(BigDecimal.ONE) >= 0) {
            problems.add("'" + name + "' must be at least " + lowest + " but is " + percent.toPlainString()
                    + ": its alert needs " + factor.toPlainString()
                    + " times the failures that are allowed, which is more than all requests, and could never fire");
        }
    }

    private static BigDecimal share(BigDecimal percent, BigDecimal factor) {
        return HUNDRED.subtract(percent).divide(HUNDRED).multiply(factor).stripTrailingZeros();
    }
}
