package dev.readiness.ratelimit;

/**
 * A rule and what it decided about one request.
 *
 * @param rule the rule
 * @param decision what it decided
 */
public record AppliedRateLimit(RateLimitRule rule, RateLimitDecision decision) {

    /** Returns whether the request must be refused. */
    public boolean refuses() {
        return !decision.permitted() && rule.isEnforced();
    }
}
