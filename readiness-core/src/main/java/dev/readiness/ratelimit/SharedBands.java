package dev.readiness.ratelimit;

import dev.readiness.ratelimit.SharedBuckets.Taken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The limits of a limiter for a shared store, and how to read what that says. */
final class SharedBands {

    private final List<RateLimit> limits;
    private static final int MOST_STATEMENTS = 256;

    private final List<SharedBand> bands;
    private final ConcurrentMap<Long, String> statements = new ConcurrentHashMap<>();

    SharedBands(List<RateLimit> limits) {
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("'limits' must hold at least one limit but is empty");
        }
        this.limits = List.copyOf(limits);
        this.bands = limits.stream().map(SharedBand::of).toList();
    }

    List<SharedBand> bands() {
        return bands;
    }

    /** Returns the statement that takes {@code cost} in PostgreSQL; to write it takes longer than to send it. */
    String takeStatement(long cost) {
        String known = statements.get(cost);
        if (known == null) {
            known = TakeStatement.take(bands, cost, null);
            if (statements.size() < MOST_STATEMENTS) {
                statements.put(cost, known);
            }
        }
        return known;
    }

    /** Returns {@code cost}, or one that is refused as well where that is so large that nobody could calculate with it. */
    long bounded(long cost) {
        long most = bands.stream().mapToLong(SharedBand::capacity).min().orElseThrow();
        return Math.min(cost, most + 1);
    }

    /** Returns as much of {@code cost} as makes a difference when it is given back: no band takes more than it holds. */
    long returnable(long cost) {
        return Math.min(
                cost, bands.stream().mapToLong(SharedBand::capacity).max().orElseThrow());
    }

    /** Returns how many requests at {@code cost} would have been permitted when one more was refused. */
    int fitting(Taken refused, long cost) {
        long fitting = Integer.MAX_VALUE;
        for (int i = 0; i < bands.size(); i++) {
            fitting = Math.min(fitting, bands.get(i).remaining(refused.debts()[i]) / cost);
        }
        return (int) fitting;
    }

    RateLimitDecision decision(Taken taken, long cost) {
        int tightest = 0;
        long wait = 0;
        long reset = 0;
        for (int i = 0; i < bands.size(); i++) {
            SharedBand band = bands.get(i);
            long debt = taken.debts()[i];
            long anchor = taken.anchors()[i];
            if (band.remaining(debt) < bands.get(tightest).remaining(taken.debts()[tightest])) {
                tightest = i;
            }
            wait = taken.granted() ? 0 : Math.max(wait, band.waitFor(cost, debt, anchor, taken.time()));
            reset = Math.max(reset, band.resetAfter(debt, anchor, taken.time()));
        }
        return new RateLimitDecision(
                taken.granted(),
                limits.get(tightest),
                bands.get(tightest).remaining(taken.debts()[tightest]),
                micros(wait),
                micros(reset));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : micros * 1000);
    }
}
