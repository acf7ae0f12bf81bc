package dev.readiness.ratelimit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A rule and what counts for it: one limiter for everybody, and one for each tier. */
final class TieredLimiter {

    /** A rule as it is for one tier, and its limiter. */
    record Band(RateLimitRule rule, RequestRateLimiter limiter) {}

    private final RateLimitRule rule;
    private final Band everybody;
    private final Map<String, Band> tiers;

    private TieredLimiter(RateLimitRule rule, Band everybody, Map<String, Band> tiers) {
        this.rule = rule;
        this.everybody = everybody;
        this.tiers = tiers;
    }

    /** Returns limiters for {@code rule}, made by {@code limiterOf} from the name of what is counted and the rule. */
    static TieredLimiter of(RateLimitRule rule, BiFunction<String, RateLimitRule, RequestRateLimiter> limiterOf) {
        return of(rule, limiterOf, null);
    }

    /** Returns the same limiters for what became of the rule; keys keep what they have left in proportion. */
    TieredLimiter changedTo(RateLimitRule other, BiFunction<String, RateLimitRule, RequestRateLimiter> limiterOf) {
        return other.equals(rule) ? this : of(other, limiterOf, this);
    }

    private static TieredLimiter of(
            RateLimitRule rule,
            BiFunction<String, RateLimitRule, RequestRateLimiter> limiterOf,
            @Nullable TieredLimiter before) {
        Map<String, Band> tiers = new HashMap<>();
        for (String tier : new TreeMap<>(rule.tiers()).keySet()) {
            Band known = before == null ? null : before.tiers.get(tier);
            // No name has an underscore, so that a rule and a tier never count with another rule.
            tiers.put(tier, band(rule.name() + "_" + tier, rule.ofTier(tier), limiterOf, known));
        }
        Band everybody = band(rule.name(), rule, limiterOf, before == null ? null : before.everybody);
        return new TieredLimiter(rule, everybody, Map.copyOf(tiers));
    }

    private static Band band(
            String name,
            RateLimitRule rule,
            BiFunction<String, RateLimitRule, RequestRateLimiter> limiterOf,
            @Nullable Band known) {
        if (known == null) {
            return new Band(rule, limiterOf.apply(name, rule));
        }
        if (!known.rule().limits().equals(rule.limits())) {
            known.limiter().changeLimits(rule.limits());
        }
        return new Band(rule, known.limiter());
    }

    RateLimitRule rule() {
        return rule;
    }

    boolean mayWait() {
        return everybody.limiter().mayWait();
    }

    /** Returns what counts for a request. */
    Band of(CountedRequest request, RateLimitTierSource source) {
        if (tiers.isEmpty()) {
            return everybody;
        }
        String tier = source.tierOf(request);
        return tier == null ? everybody : tiers.getOrDefault(tier, everybody);
    }
}
