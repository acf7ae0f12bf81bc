package dev.readiness.ratelimit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rules of one application, each with the limiter that counts for it.
 *
 * <p>Safe for use by many threads.
 */
public final class InboundRateLimits {

    private final Map<RateLimitRule, RequestRateLimiter> limiters;
    private final RateLimitListener listener;

    private InboundRateLimits(Map<RateLimitRule, RequestRateLimiter> limiters, RateLimitListener listener) {
        this.limiters = limiters;
        this.listener = listener;
    }

    /** Returns the limits of {@code rules}, counted in memory. */
    public static InboundRateLimits inMemory(List<RateLimitRule> rules) {
        return of(rules, rule -> RequestRateLimiter.inMemory(rule.limits()), (rule, decision) -> {});
    }

    /**
     * Returns the limits of {@code rules}.
     *
     * @param limiterOf gives the limiter of a rule, called once for each
     * @throws IllegalArgumentException if two rules have the same name
     */
    public static InboundRateLimits of(
            List<RateLimitRule> rules,
            Function<RateLimitRule, RequestRateLimiter> limiterOf,
            RateLimitListener listener) {
        long names = rules.stream().map(RateLimitRule::name).distinct().count();
        if (names != rules.size()) {
            throw new IllegalArgumentException("'rules' must have different names but are "
                    + rules.stream().map(RateLimitRule::name).toList());
        }
        Map<RateLimitRule, RequestRateLimiter> limiters = new LinkedHashMap<>();
        rules.forEach(rule -> limiters.put(rule, limiterOf.apply(rule)));
        return new InboundRateLimits(limiters, listener);
    }

    /** Returns the rules, in the order in which they are applied. */
    public List<RateLimitRule> rules() {
        return List.copyOf(limiters.keySet());
    }

    /** Returns the rules whose own routes take a request. */
    public List<RateLimitRule> rulesFor(String method, String rawPath) {
        return limiters.keySet().stream()
                .filter(rule -> rule.matches(method, rawPath))
                .toList();
    }

    /**
     * Counts one request in each of {@code matching}, until one refuses it; then the others get it back. Returns what they
     * decided; at most the last one {@link AppliedRateLimit#refuses() refuses}.
     *
     * @param matching rules of this object that apply to the request
     * @param keyOf tells what to count the request by
     */
    public List<AppliedRateLimit> apply(List<RateLimitRule> matching, Function<RateLimitKey, String> keyOf) {
        List<AppliedRateLimit> applied = new ArrayList<>(matching.size());
        for (RateLimitRule rule : matching) {
            AppliedRateLimit limit = new AppliedRateLimit(rule, decide(rule, keyOf.apply(rule.key())));
            if (limit.refuses()) {
                giveBack(applied, keyOf);
                applied.add(limit);
                return applied;
            }
            applied.add(limit);
        }
        return applied;
    }

    private RateLimitDecision decide(RateLimitRule rule, String key) {
        RateLimitDecision decision = limiterOf(rule).tryAcquire(key);
        listener.decided(rule, decision);
        return decision;
    }

    private void giveBack(List<AppliedRateLimit> applied, Function<RateLimitKey, String> keyOf) {
        for (AppliedRateLimit limit : applied) {
            if (limit.decision().permitted()) {
                limiterOf(limit.rule()).giveBack(keyOf.apply(limit.rule().key()));
            }
        }
    }

    private RequestRateLimiter limiterOf(RateLimitRule rule) {
        RequestRateLimiter limiter = limiters.get(rule);
        if (limiter == null) {
            throw new IllegalArgumentException("'" + rule.name() + "' is not a rule of these limits");
        }
        return limiter;
    }
}
