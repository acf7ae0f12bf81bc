package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginRateLimiter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Asks the limiter before a password is checked, once even where one manager asks another. */
final class LoginGuard {

    private static final ThreadLocal<Boolean> GUARDED = new ThreadLocal<>();

    private final LoginRateLimiter limiter;

    LoginGuard(LoginRateLimiter limiter) {
        this.limiter = limiter;
    }

    Authentication authenticate(Authentication authentication, AuthenticationManager manager) {
        if (!isPassword(authentication) || Boolean.TRUE.equals(GUARDED.get())) {
            return manager.authenticate(authentication);
        }
        GUARDED.set(true);
        try {
            return limited(authentication, manager);
        } finally {
            GUARDED.remove();
        }
    }

    private static boolean isPassword(Authentication authentication) {
        return authentication instanceof UsernamePasswordAuthenticationToken && !authentication.isAuthenticated();
    }

    private Authentication limited(Authentication authentication, AuthenticationManager manager) {
        try (LoginRateLimiter.Attempt attempt = begin(authentication)) {
            if (!attempt.isPermitted()) {
                throw new LoginRateLimitedException(attempt.decision());
            }
            return check(attempt, authentication, manager);
        }
    }

    private LoginRateLimiter.Attempt begin(Authentication authentication) {
        CharSequence password = authentication.getCredentials() instanceof CharSequence text ? text : null;
        return limiter.begin(authentication.getName(), LoginRequest.address(), password);
    }

    private static Authentication check(
            LoginRateLimiter.Attempt attempt, Authentication authentication, AuthenticationManager manager) {
        try {
            Authentication result = manager.authenticate(authentication);
            attempt.succeeded();
            return result;
        } catch (InternalAuthenticationServiceException ex) {
            attempt.notChecked();
            throw ex;
        }
    }
}
