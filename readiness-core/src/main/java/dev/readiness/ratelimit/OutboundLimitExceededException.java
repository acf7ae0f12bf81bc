package dev.readiness.ratelimit;

import java.time.Duration;

/** Says that a call was not made because its outbound limit is exhausted. */
public final class OutboundLimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private OutboundLimitExceededException(String message) {
        super(message);
    }

    OutboundLimitExceededException(String name, RateLimit limit, Duration maxWait) {
        this("Outbound limit '%s' is exhausted (limit=%s, longest wait=%sms); the call was not made"
                .formatted(name, limit, maxWait.toMillis()));
    }

    static OutboundLimitExceededException askedToWait(String name, Duration wait, Duration maxWait) {
        return new OutboundLimitExceededException(
                "The other side of '%s' asked us to wait for %ds (longest wait=%dms); the call was not made"
                        .formatted(name, wait.toSeconds() + 1, maxWait.toMillis()));
    }
}
