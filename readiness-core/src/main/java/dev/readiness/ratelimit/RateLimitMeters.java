package dev.readiness.ratelimit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts decisions in {@code readiness.ratelimit.requests}, by rule and outcome; every combination is there from the start.
 *
 * <p>Safe for use by many threads.
 */
public final class RateLimitMeters implements RateLimitListener, MeterBinder {

    private final Map<String, Map<Outcome, LongAdder>> counts = new TreeMap<>();

    private RateLimitMeters(List<RateLimitRule> rules) {
        for (RateLimitRule rule : rules) {
            Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, new LongAdder());
            }
            counts.put(rule.name(), outcomes);
        }
    }

    /** Returns meters for {@code rules}. */
    public static RateLimitMeters of(List<RateLimitRule> rules) {
        return new RateLimitMeters(rules);
    }

    @Override
    public void decided(RateLimitRule rule, RateLimitDecision decision) {
        Map<Outcome, LongAdder> outcomes = counts.get(rule.name());
        LongAdder count = outcomes == null ? null : outcomes.get(Outcome.of(rule, decision));
        if (count != null) {
            count.increment();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.forEach((rule, outcomes) -> outcomes.forEach(
                (outcome, count) -> FunctionCounter.builder("readiness.ratelimit.requests", count, LongAdder::sum)
                        .description("Requests that a rate limit rule decided about")
                        .tag("rule", rule)
                        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                        .register(registry)));
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
