package dev.readiness.ratelimit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts decisions in {@code readiness.ratelimit.requests}, by rule and outcome, and the time of one decision in sixteen in
 * {@code readiness.ratelimit.decision}; every combination is there from the start.
 *
 * <p>Safe for use by many threads.
 */
public final class RateLimitMeters implements RateLimitListener, MeterBinder {

    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    private RateLimitMeters(List<RateLimitRule> rules) {
        rules.forEach(rule -> counts.put(rule.name(), new Counts()));
    }

    /** Returns meters for {@code rules}. A rule that comes later gets its meters with its first decision. */
    public static RateLimitMeters of(List<RateLimitRule> rules) {
        return new RateLimitMeters(rules);
    }

    @Override
    public void decided(RateLimitRule rule, RateLimitDecision decision) {
        of(rule).add(Outcome.of(rule, decision));
    }

    @Override
    public void took(RateLimitRule rule, long nanos) {
        of(rule).took(nanos);
    }

    private Counts of(RateLimitRule rule) {
        Counts known = counts.get(rule.name());
        return known != null ? known : counts.computeIfAbsent(rule.name(), this::newCounts);
    }

    private Counts newCounts(String rule) {
        Counts added = new Counts();
        registries.forEach(registry -> added.bindTo(registry, rule));
        return added;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        counts.forEach((rule, of) -> of.bindTo(registry, rule));
    }

    private static final class Counts {

        private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
        private final LongAdder timed = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        Counts() {
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, new LongAdder());
            }
        }

        void add(Outcome outcome) {
            LongAdder count = outcomes.get(outcome);
            if (count != null) {
                count.increment();
            }
        }

        void took(long time) {
            timed.increment();
            nanos.add(time);
        }

        void bindTo(MeterRegistry registry, String rule) {
            outcomes.forEach(
                    (outcome, count) -> FunctionCounter.builder("readiness.ratelimit.requests", count, LongAdder::sum)
                            .description("Requests that a rate limit rule decided about")
                            .tag("rule", rule)
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
            FunctionTimer.builder(
                            "readiness.ratelimit.decision",
                            this,
                            counts -> counts.timed.sum(),
                            counts -> counts.nanos.sum(),
                            TimeUnit.NANOSECONDS)
                    .description("Time of a decision, taken of one in sixteen")
                    .tag("rule", rule)
                    .register(registry);
        }
    }

    private enum Outcome {
        PERMITTED,
        REFUSED,
        OBSERVED;

        static Outcome of(RateLimitRule rule, RateLimitDecision decision) {
            if (decision.permitted()) {
                return PERMITTED;
            }
            return rule.isEnforced() ? REFUSED : OBSERVED;
        }
    }
}
