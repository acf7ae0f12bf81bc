package dev.readiness.ratelimit;

import java.time.Duration;

/** Says that a call was not made because its outbound limit is exhausted. */
public final class OutboundLimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutboundLimitExceededException(String name, RateLimit limit, Duration maxWait) {
        super("Outbound limit '%s' is exhausted (limit=%s, longest wait=%sms); the call was not made"
                .formatted(name, limit, maxWait.toMillis()));
    }
}
