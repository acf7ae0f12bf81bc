package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Failures of one kind, counted before they happen: a place is reserved for each login, and given back when it succeeds.
 *
 * <p>While all places of a key are held by logins that are being checked, a further one waits for their outcome.
 */
final class ReservedFailures {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final RequestRateLimiter limiter;
    private final SipHash hash = SipHash.withRandomKey();
    private final ConcurrentMap<Long, RunningAttempts> running = new ConcurrentHashMap<>();

    ReservedFailures(RequestRateLimiter limiter) {
        this.limiter = Objects.requireNonNull(limiter, "limiter");
    }

    Place reserve(String key) {
        long hashed = hash.of(key);
        RunningAttempts attempts = Objects.requireNonNull(running.compute(hashed, (ignored, known) -> {
            RunningAttempts joined = known == null ? new RunningAttempts() : known;
            joined.join();
            return joined;
        }));
        RateLimitDecision decision = attempts.begin(() -> limiter.tryAcquire(key), LONGEST_WAIT);
        if (!decision.permitted()) {
            leave(hashed);
        }
        return new Place(key, hashed, attempts, decision);
    }

    private void leave(long hashed) {
        running.computeIfPresent(hashed, (ignored, attempts) -> attempts.leave() ? attempts : null);
    }

    /** What was reserved for one login. */
    final class Place {

        private final String key;
        private final long hashed;
        private final RunningAttempts attempts;
        private final RateLimitDecision decision;

        Place(String key, long hashed, RunningAttempts attempts, RateLimitDecision decision) {
            this.key = key;
            this.hashed = hashed;
            this.attempts = attempts;
            this.decision = decision;
        }

        RateLimitDecision decision() {
            return decision;
        }

        /** Ends a login whose place was permitted. */
        void end(boolean failed) {
            if (!failed) {
                limiter.giveBack(key);
            }
            attempts.end();
            leave(hashed);
        }
    }
}
