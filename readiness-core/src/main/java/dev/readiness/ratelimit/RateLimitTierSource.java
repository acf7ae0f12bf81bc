package dev.readiness.ratelimit;

import org.jspecify.annotations.Nullable;

/** Tells the tier of a request, the plan of its tenant for example. Must be fast; is called on the thread of the request. */
@FunctionalInterface
public interface RateLimitTierSource {

    /** Returns the name of the tier; the rule's own limits apply to one that it does not know, and to none. */
    @Nullable
    String tierOf(CountedRequest request);
}
