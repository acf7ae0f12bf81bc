package dev.readiness.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which keys a shared store has just refused, so that a flood does not reach it.
 *
 * <p>For a second at most: what another node gave back is seen then. Forgetting a key costs a round trip and nothing else.
 */
final class KnownExhausted {

    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final Cache<String, Refusal> refusals;

    KnownExhausted(int maxKeys, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.refusals = Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .expireAfterWrite(Duration.ofNanos(LONGEST))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the refusal of a request at {@code cost} if that is certain, otherwise null. */
    @Nullable
    RateLimitDecision refusal(String id, long cost) {
        Refusal refusal = refusals.getIfPresent(id);
        if (refusal == null || cost < refusal.cost) {
            return null;
        }
        long passed = nanoTime.getAsLong() - refusal.asked;
        return passed < Math.min(LONGEST, refusal.decision.retryAfter().toNanos()) ? refusal.after(passed) : null;
    }

    /** Remembers a refusal. {@code asked} is the time before the store was asked, so that none lasts too long. */
    void remember(String id, long cost, RateLimitDecision decision, long asked) {
        refusals.put(id, new Refusal(cost, decision, asked));
    }

    void forget(String id) {
        refusals.invalidate(id);
    }

    void forgetAll() {
        refusals.invalidateAll();
    }

    private record Refusal(long cost, RateLimitDecision decision, long asked) {

        RateLimitDecision after(long nanos) {
            return new RateLimitDecision(
                    false,
                    decision.limit(),
                    decision.remaining(),
                    less(decision.retryAfter(), nanos),
                    less(decision.resetAfter(), nanos));
        }

        private static Duration less(Duration duration, long nanos) {
            long left = duration.toNanos();
            return left == Long.MAX_VALUE ? duration : Duration.ofNanos(Math.max(0, left - nanos));
        }
    }
}
