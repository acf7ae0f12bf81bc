package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.CountedRequest;
import dev.readiness.ratelimit.LoginRateLimiter;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Asks the limiter before a reactive manager checks a password, once even where one manager asks another.
 *
 * <p>To begin an attempt may wait, for a store or for the outcome of other attempts; it does so on threads of its own, since
 * those that wait must not keep the checks they wait for from a thread.
 */
final class ReactiveLoginGuard implements MethodInterceptor, DisposableBean {

    /** Key of the request, as it is counted, in the context of its handling. */
    static final Object REQUEST = new Object();

    private static final Object GUARDED = new Object();

    private static final int THREADS = 64;

    private final ObjectProvider<LoginRateLimiter> limiters;
    private final Scheduler waiting = Schedulers.newBoundedElastic(
            THREADS, Schedulers.DEFAULT_BOUNDED_ELASTIC_QUEUESIZE, "login-limit", 60, true);

    ReactiveLoginGuard(ObjectProvider<LoginRateLimiter> limiters) {
        this.limiters = limiters;
    }

    /** Returns whether this guard stands in front of {@code manager}. */
    static boolean guards(@Nullable Object manager) {
        return manager instanceof Advised advised
                && Arrays.stream(advised.getAdvisors())
                        .anyMatch(advisor -> advisor.getAdvice() instanceof ReactiveLoginGuard);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (!invocation.getMethod().getName().equals("authenticate")
                || !(invocation.getArguments()[0] instanceof UsernamePasswordAuthenticationToken login)
                || login.isAuthenticated()) {
            return invocation.proceed();
        }
        Mono<Authentication> check = proceed(invocation);
        return Mono.deferContextual(context -> context.hasKey(GUARDED)
                ? check
                : limited(login, addressIn(context), check).contextWrite(inside -> inside.put(GUARDED, true)));
    }

    private static @Nullable String addressIn(ContextView context) {
        return context.hasKey(REQUEST) ? context.<CountedRequest>get(REQUEST).clientAddress() : null;
    }

    @SuppressWarnings("unchecked") // authenticate(…) of ReactiveAuthenticationManager returns nothing else
    private static Mono<Authentication> proceed(MethodInvocation invocation) throws Throwable {
        return (Mono<Authentication>) Objects.requireNonNull(invocation.proceed());
    }

    private Mono<Authentication> limited(Authentication login, @Nullable String address, Mono<Authentication> check) {
        CharSequence password = login.getCredentials() instanceof CharSequence text ? text : null;
        Lease lease = new Lease();
        return Mono.fromCallable(() -> lease.hold(limiters.getObject().begin(login.getName(), address, password)))
                .subscribeOn(waiting)
                .flatMap(attempt -> attempt.isPermitted()
                        ? check.doOnNext(result -> lease.end(true)).doOnError(ex -> lease.end(isNotChecked(ex)))
                        : Mono.error(() -> new LoginRateLimitedException(attempt.decision())))
                .doFinally(signal -> lease.end(false));
    }

    private static boolean isNotChecked(Throwable ex) {
        return ex instanceof InternalAuthenticationServiceException;
    }

    @Override
    public void destroy() {
        waiting.dispose();
    }

    /** Ends an attempt once, also if the client goes away while it begins. */
    private static final class Lease {

        private LoginRateLimiter.@Nullable Attempt attempt;
        private boolean ended;

        synchronized LoginRateLimiter.Attempt hold(LoginRateLimiter.Attempt begun) {
            if (ended) {
                begun.close();
                throw new CancellationException("the client went away");
            }
            attempt = begun;
            return begun;
        }

        synchronized void end(boolean forgiven) {
            ended = true;
            if (attempt == null) {
                return;
            }
            if (forgiven) {
                attempt.succeeded();
            }
            attempt.close();
            attempt = null;
        }
    }
}
