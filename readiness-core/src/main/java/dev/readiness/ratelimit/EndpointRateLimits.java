package dev.readiness.ratelimit;

import dev.readiness.assessment.Endpoint;
import java.util.List;

/** Tells which rules of the running limiter apply to an endpoint. Safe for use by many threads. */
@FunctionalInterface
public interface EndpointRateLimits {

    /** Returns the rules that apply to every request of {@code endpoint}. */
    List<RateLimitRule> rulesOf(Endpoint endpoint);
}
