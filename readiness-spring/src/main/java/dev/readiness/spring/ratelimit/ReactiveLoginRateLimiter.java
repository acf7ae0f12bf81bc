package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.CountedRequest;
import dev.readiness.ratelimit.LoginRateLimiter;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Limits failed logins of an application that compares passwords by itself, without keeping an event loop waiting. A login
 * that asks a {@code ReactiveAuthenticationManager} is limited without it.
 *
 * <pre>{@code
 * Mono<ServerResponse> login(Credentials credentials) {
 *     return limiter.limit(credentials.user(), credentials.password(), isRight(credentials), right -> right)
 *             .flatMap(right -> right ? ServerResponse.ok().build() : ServerResponse.status(401).build());
 * }
 * }</pre>
 *
 * <p>What counts, and what is given back, is as with {@link LoginRateLimiter}. To begin an attempt may wait, for a store or for the
 * outcome of other attempts; it does so on threads of its own, since those that wait must not keep the checks they wait for
 * from a thread. There is a bean of this type where {@code readiness.rate-limit.login.limit} is set. Safe for use by many
 * threads.
 */
public final class ReactiveLoginRateLimiter implements DisposableBean {

    /** Key of the request, as it is counted, in the context of its handling. */
    static final Object REQUEST = new Object();

    private static final Object GUARDED = new Object();

    private static final int THREADS = 64;

    private final LoginRateLimiter limiter;
    private final Scheduler waiting = Schedulers.newBoundedElastic(
            THREADS, Schedulers.DEFAULT_BOUNDED_ELASTIC_QUEUESIZE, "login-limit", 60, true);

    ReactiveLoginRateLimiter(LoginRateLimiter limiter) {
        this.limiter = limiter;
    }

    /**
     * Returns {@code check}, subscribed to only if the limits permit a further attempt; otherwise an error
     * {@link LoginRateLimitedException}, which is answered with 429.
     *
     * <p>The attempt counts as failed, against the account, the address of the client whose request is handled, and the
     * password, unless {@code check} emits what {@code succeeded} accepts. Nothing, an error and a cancellation count, except
     * {@link InternalAuthenticationServiceException}, which says that the password could not be checked. Within another
     * limited attempt nothing counts twice.
     *
     * @param password password that is to be checked, where it is known; no part of it is kept
     */
    public <T> Mono<T> limit(
            String account, @Nullable CharSequence password, Mono<T> check, Predicate<? super T> succeeded) {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(succeeded, "succeeded");
        return Mono.deferContextual(context -> context.hasKey(GUARDED)
                ? check
                : limited(account, addressIn(context), password, check, succeeded)
                        .contextWrite(inside -> inside.put(GUARDED, true)));
    }

    private static @Nullable String addressIn(ContextView context) {
        return context.hasKey(REQUEST) ? context.<CountedRequest>get(REQUEST).clientAddress() : null;
    }

    private <T> Mono<T> limited(
            String account,
            @Nullable String address,
            @Nullable CharSequence password,
            Mono<T> check,
            Predicate<? super T> succeeded) {
        Lease lease = new Lease();
        return Mono.fromCallable(() -> lease.hold(limiter.begin(account, address, password)))
                .subscribeOn(waiting)
                .flatMap(attempt -> attempt.isPermitted()
                        ? check.doOnSuccess(result -> lease.end(result != null && succeeded.test(result)))
                                .doOnError(ex -> lease.end(ex instanceof InternalAuthenticationServiceException))
                        : Mono.error(() -> new LoginRateLimitedException(attempt.decision())))
                .doFinally(signal -> lease.end(false));
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
