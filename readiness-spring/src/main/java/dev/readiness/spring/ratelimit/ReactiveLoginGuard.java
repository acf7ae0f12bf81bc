package dev.readiness.spring.ratelimit;

import java.util.Arrays;
import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Asks the limiter before a reactive manager checks a password: in front of a manager that is a bean, and in front of
 * whichever one a filter of a security chain asks. Where both are so it counts once.
 */
final class ReactiveLoginGuard implements MethodInterceptor {

    private final ReactiveLoginRateLimiter limiter;

    ReactiveLoginGuard(ReactiveLoginRateLimiter limiter) {
        this.limiter = limiter;
    }

    /** Returns whether a guard stands in front of {@code manager}. */
    static boolean guards(@Nullable Object manager) {
        return manager instanceof Advised advised
                && Arrays.stream(advised.getAdvisors())
                        .anyMatch(advisor -> advisor.getAdvice() instanceof ReactiveLoginGuard);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return invocation.getMethod().getName().equals("authenticate")
                        && invocation.getArguments()[0] instanceof Authentication login
                ? limited(login, proceed(invocation))
                : invocation.proceed();
    }

    @SuppressWarnings("unchecked") // authenticate(…) of ReactiveAuthenticationManager returns nothing else
    private static Mono<Authentication> proceed(MethodInvocation invocation) throws Throwable {
        return (Mono<Authentication>) Objects.requireNonNull(invocation.proceed());
    }

    private Mono<Authentication> limited(Authentication login, Mono<Authentication> check) {
        if (!(login instanceof UsernamePasswordAuthenticationToken) || login.isAuthenticated()) {
            return check;
        }
        CharSequence password = login.getCredentials() instanceof CharSequence text ? text : null;
        return limiter.limit(login.getName(), password, check, result -> true);
    }

    /** Guards whichever manager is resolved for a request. */
    record Resolver(ReactiveAuthenticationManagerResolver<ServerWebExchange> delegate, ReactiveLoginGuard guard)
            implements ReactiveAuthenticationManagerResolver<ServerWebExchange> {

        @Override
        public Mono<ReactiveAuthenticationManager> resolve(ServerWebExchange exchange) {
            return delegate.resolve(exchange)
                    .map(manager -> login -> guard.limited(login, Mono.defer(() -> manager.authenticate(login))));
        }
    }
}
