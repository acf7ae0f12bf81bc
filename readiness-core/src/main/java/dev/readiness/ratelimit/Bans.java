package dev.readiness.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Addresses that went on after they were refused, and until when nothing of theirs is looked at.
 *
 * <p>Each node keeps its own, in bounded memory; a ban that a flood of other bans pushes out is only a penalty lost: the
 * limits that led to it stay.
 */
final class Bans {

    private static final int MOST = 50_000;

    private final LoginLimits.Penalty penalty;
    private final LongSupplier nanoTime;
    private final RequestRateLimiter refusals;
    private final SipHash hash = SipHash.withRandomKey();
    private final Cache<Long, Long> ends;

    Bans(LoginLimits.Penalty penalty, LongSupplier nanoTime) {
        this.penalty = penalty;
        this.nanoTime = nanoTime;
        this.refusals =
                RequestRateLimiter.inMemory(List.of(penalty.refusals()), RequestRateLimiter.DEFAULT_MAX_KEYS, nanoTime);
        this.ends = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(penalty.ban())
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the refusal of an address that is banned. */
    Optional<RateLimitDecision> of(String address) {
        Long end = ends.getIfPresent(hash.of(address));
        long left = end == null ? 0 : end - nanoTime.getAsLong();
        if (left <= 0) {
            return Optional.empty();
        }
        Duration wait = Duration.ofNanos(left);
        return Optional.of(new RateLimitDecision(false, penalty.refusals(), 0, wait, wait));
    }

    void refused(String address) {
        if (!refusals.tryAcquire(address).permitted()) {
            ends.put(hash.of(address), nanoTime.getAsLong() + penalty.ban().toNanos());
        }
    }
}
