package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.RateLimitDecision;
import java.io.Serial;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Says that an account had too many failed logins, and that the password was not checked.
 *
 * <p>It is no {@code AuthenticationException}, which would be answered like a wrong password. Where a controller of the
 * application asks the authentication manager, Spring MVC answers it with 429 and {@code Retry-After} by itself.
 */
public final class LoginRateLimitedException extends ErrorResponseException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient RateLimitDecision decision;

    LoginRateLimitedException(RateLimitDecision decision) {
        super(HttpStatus.TOO_MANY_REQUESTS);
        this.decision = decision;
        getHeaders().set("Retry-After", Long.toString(decision.retryAfterSeconds()));
        setDetail("Try again in %d s".formatted(decision.retryAfterSeconds()));
    }

    RateLimitDecision decision() {
        return decision;
    }
}
