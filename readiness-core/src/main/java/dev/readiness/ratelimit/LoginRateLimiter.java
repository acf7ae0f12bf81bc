package dev.readiness.ratelimit;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits failed logins, account by account.
 *
 * <p>A login is counted before its password is checked and taken back when it succeeds, so that no number of parallel
 * guesses gets more of them checked than the limit permits. While the whole limit is held by logins that are being checked,
 * a further one waits for their outcome: a client that sends many good logins at once is not refused. Names are compared
 * without regard to case, width and surrounding blanks, since an account that answers to many spellings has one password.
 * Whether an account exists makes no difference.
 *
 * <pre>{@code
 * try (LoginRateLimiter.Attempt attempt = limiter.begin(account)) {
 *     if (!attempt.isPermitted()) {
 *         return tooManyRequests(attempt.decision().retryAfter());
 *     }
 *     if (passwordMatches(account, password)) {
 *         attempt.succeeded();
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class LoginRateLimiter {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final RateLimit limit;
    private final RequestRateLimiter limiter;
    private final KeyedHash hash = new KeyedHash();
    private final ConcurrentMap<KeyedHash.Value, RunningAttempts> running = new ConcurrentHashMap<>();

    private LoginRateLimiter(RateLimit limit, RequestRateLimiter limiter) {
        this.limit = Objects.requireNonNull(limit, "limit");
        this.limiter = Objects.requireNonNull(limiter, "limiter");
    }

    /** Returns a limiter that counts in memory. */
    public static LoginRateLimiter inMemory(RateLimit limit) {
        return of(limit, RequestRateLimiter.inMemory(List.of(limit)));
    }

    /** Returns a limiter that lets {@code limiter} count, which must apply {@code limit}. */
    public static LoginRateLimiter of(RateLimit limit, RequestRateLimiter limiter) {
        return new LoginRateLimiter(limit, limiter);
    }

    /** Returns how many failures of one account are permitted. */
    public RateLimit limit() {
        return limit;
    }

    /**
     * Begins a login. Check the password only if it {@link Attempt#isPermitted() is permitted}, and close the attempt in
     * any case.
     */
    public Attempt begin(String account) {
        String name =
                Normalizer.normalize(account, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        KeyedHash.Value key = hash.of(name);
        RunningAttempts attempts = Objects.requireNonNull(running.compute(key, LoginRateLimiter::joined));
        RateLimitDecision decision = attempts.begin(() -> limiter.tryAcquire(name), LONGEST_WAIT);
        if (!decision.permitted()) {
            leave(key);
        }
        return new Attempt(name, key, attempts, decision);
    }

    private static RunningAttempts joined(KeyedHash.Value key, @Nullable RunningAttempts known) {
        RunningAttempts attempts = known == null ? new RunningAttempts() : known;
        attempts.join();
        return attempts;
    }

    private void leave(KeyedHash.Value key) {
        running.computeIfPresent(key, (ignored, attempts) -> attempts.leave() ? attempts : null);
    }

    /** One login, from before its password is checked until its outcome is known. For use by one thread. */
    public final class Attempt implements AutoCloseable {

        private final String account;
        private final KeyedHash.Value key;
        private final RunningAttempts attempts;
        private final RateLimitDecision decision;
        private boolean forgiven;
        private boolean closed;

        private Attempt(String account, KeyedHash.Value key, RunningAttempts attempts, RateLimitDecision decision) {
            this.account = account;
            this.key = key;
            this.attempts = attempts;
            this.decision = decision;
        }

        /** Returns whether the password may be checked. */
        public boolean isPermitted() {
            return decision.permitted();
        }

        /** Returns what was decided. */
        public RateLimitDecision decision() {
            return decision;
        }

        /** Says that the login succeeded, so that it does not count. */
        public void succeeded() {
            forgiven = true;
        }

        /** Says that the password was not checked after all, because something else failed; it does not count. */
        public void notChecked() {
            forgiven = true;
        }

        /** Ends the attempt. It counts as a failure unless said otherwise before. */
        @Override
        public void close() {
            if (closed || !decision.permitted()) {
                return;
            }
            closed = true;
            if (forgiven) {
                limiter.giveBack(account);
            }
            attempts.end();
            leave(key);
        }
    }
}
