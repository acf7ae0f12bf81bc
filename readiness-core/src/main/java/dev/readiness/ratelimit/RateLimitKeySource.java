package dev.readiness.ratelimit;

import org.jspecify.annotations.Nullable;

/** Tells what a rule counts a request by, a tenant for example. Must be fast; is called on the thread of the request. */
@FunctionalInterface
public interface RateLimitKeySource {

    /**
     * Returns the key, which must not be what a client can choose freely, or nothing; then the client address counts. It is
     * asked after authentication.
     */
    @Nullable
    String keyOf(CountedRequest request);
}
