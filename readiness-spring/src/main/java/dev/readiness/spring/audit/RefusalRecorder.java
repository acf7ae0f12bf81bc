package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.ratelimit.RateLimitDecision;
import dev.readiness.ratelimit.RateLimitListener;
import dev.readiness.ratelimit.RateLimitRule;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Records that a rate limit refuses requests: the first refusal of a rule, and no more than one a minute, so that a flood does
 * not fill the trail.
 */
final class RefusalRecorder implements RateLimitListener {

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final RefusalSafeTrail trail;
    private final CurrentCall call;
    private final LongSupplier nanoTime;
    private final Map<String, AtomicLong> nextByRule = new ConcurrentHashMap<>();

    RefusalRecorder(RefusalSafeTrail trail, CurrentCall call, LongSupplier nanoTime) {
        this.trail = trail;
        this.call = call;
        this.nanoTime = nanoTime;
    }

    @Override
    public void decided(RateLimitRule rule, RateLimitDecision decision) {
        if (decision.permitted() || !rule.isEnforced() || !isDue(rule)) {
            return;
        }
        trail.record(call.entry("ratelimit.refusal")
                .outcome(AuditOutcome.DENIED)
                .target("rule", rule.name())
                .build());
    }

    private boolean isDue(RateLimitRule rule) {
        long now = nanoTime.getAsLong();
        AtomicLong next = nextByRule.computeIfAbsent(rule.name(), name -> new AtomicLong(now));
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE);
    }
}
