package dev.readiness.ratelimit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The rules of one application, each with the limiter that counts for it.
 *
 * <p>Safe for use by many threads.
 */
public final class InboundRateLimits {

    /** Time is taken of one decision in so many, since looking at the clock costs as much as deciding. */
    private static final int TIMED = 16;

    private final BiFunction<String, RateLimitRule, RequestRateLimiter> limiterOf;
    private final RateLimitSources sources;
    private final RateLimitListener listener;
    private final RequestKeys keys;
    private final TopOffenders offenders = new TopOffenders();
    private volatile State state = new State(List.of(), Map.of());

    /** The rules, and what counts for each by its name. */
    private record State(List<RateLimitRule> rules, Map<String, TieredLimiter> limiters) {}

    private InboundRateLimits(
            BiFunction<String, RateLimitRule, RequestRateLimiter> limiterOf,
            RateLimitSources sources,
            RateLimitListener listener) {
        this.limiterOf = limiterOf;
        this.sources = sources;
        this.listener = listener;
        this.keys = new RequestKeys(sources.keys());
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
        return of(rules, (name, rule) -> limiterOf.apply(rule), RateLimitSources.NONE, listener);
    }

    /**
     * Returns the limits of {@code rules}.
     *
     * @param limiterOf gives a limiter by the name of what is counted, called once for each rule and once more for each of
     *     its tiers
     * @param sources where keys and tiers come from
     * @throws IllegalArgumentException if two rules have the same name, or one has a key that no source tells
     */
    public static InboundRateLimits of(
            List<RateLimitRule> rules,
            BiFunction<String, RateLimitRule, RequestRateLimiter> limiterOf,
            RateLimitSources sources,
            RateLimitListener listener) {
        InboundRateLimits limits = new InboundRateLimits(limiterOf, sources, listener);
        limits.replace(rules);
        return limits;
    }

    /**
     * Replaces all rules at once, from the next request on. A rule that keeps its name keeps its counts: what every key has
     * left is carried over in proportion.
     *
     * @throws IllegalArgumentException if two rules have the same name, or one has a key that no source tells; then nothing
     *     has changed
     */
    public synchronized void replace(List<RateLimitRule> rules) {
        long names = rules.stream().map(RateLimitRule::name).distinct().count();
        if (names != rules.size()) {
            throw new IllegalArgumentException("'rules' must have different names but are "
                    + rules.stream().map(RateLimitRule::name).toList());
        }
        rules.forEach(rule -> keys.requireSource(rule));
        Map<String, TieredLimiter> replaced = new LinkedHashMap<>();
        for (RateLimitRule rule : rules) {
            TieredLimiter known = state.limiters().get(rule.name());
            replaced.put(
                    rule.name(), known == null ? TieredLimiter.of(rule, limiterOf) : known.changedTo(rule, limiterOf));
        }
        state = new State(List.copyOf(rules), replaced);
    }

    /** Returns the rules, in the order in which they are applied; the same list until they are replaced. */
    public List<RateLimitRule> rules() {
        return state.rules();
    }

    /** Returns the rules whose own routes take a request. */
    public List<RateLimitRule> rulesFor(String method, String rawPath) {
        return rules().stream().filter(rule -> rule.matches(method, rawPath)).toList();
    }

    /** Returns whether a decision of one of {@code rules} may wait for another machine, for a few milliseconds. */
    public boolean mayWait(List<RateLimitRule> rules) {
        for (RateLimitRule rule : rules) {
            TieredLimiter limiter = state.limiters().get(rule.name());
            if (limiter != null && limiter.mayWait()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Counts one request in each of {@code matching}, until one refuses it; then the others get it back. Returns what they
     * decided; at most the last one {@link AppliedRateLimit#refuses() refuses}. The wait of a refusal is longer by a random
     * part of up to a tenth.
     *
     * @param matching rules of this object that apply to the request; one that was replaced in the meantime is left out
     */
    public List<AppliedRateLimit> apply(List<RateLimitRule> matching, CountedRequest request) {
        if (matching.isEmpty()) {
            return List.of();
        }
        State now = state;
        List<AppliedRateLimit> applied = new ArrayList<>(matching.size());
        for (RateLimitRule rule : matching) {
            TieredLimiter limiter = now.limiters().get(rule.name());
            if (limiter == null) {
                continue;
            }
            AppliedRateLimit limit = decide(limiter.of(request, sources.tiers()), request);
            if (limit.refuses()) {
                giveBack(applied, now, request);
                applied.add(limit);
                return applied;
            }
            applied.add(limit);
        }
        return applied;
    }

    private AppliedRateLimit decide(TieredLimiter.Band band, CountedRequest request) {
        RateLimitRule rule = band.rule();
        String key = keys.of(rule.key(), request);
        boolean timed = ThreadLocalRandom.current().nextInt(TIMED) == 0;
        long began = timed ? System.nanoTime() : 0;
        RateLimitDecision decision = band.limiter().tryAcquire(key, rule.cost());
        if (timed) {
            listener.took(rule, System.nanoTime() - began);
        }
        if (!decision.permitted()) {
            offenders.refused(rule.name(), key);
            decision = decision.withJitter(ThreadLocalRandom.current().nextDouble());
        }
        listener.decided(rule, decision);
        return new AppliedRateLimit(rule, decision);
    }

    private void giveBack(List<AppliedRateLimit> applied, State then, CountedRequest request) {
        for (AppliedRateLimit limit : applied) {
            TieredLimiter limiter = then.limiters().get(limit.rule().name());
            if (limit.decision().permitted() && limiter != null) {
                TieredLimiter.Band band = limiter.of(request, sources.tiers());
                band.limiter()
                        .giveBack(
                                keys.of(limit.rule().key(), request),
                                limit.rule().cost());
            }
        }
    }

    /** Returns the callers who were refused most often since the process began, the worst first. */
    public List<RateLimitOffender> topOffenders() {
        return offenders.worst();
    }
}
