package dev.readiness.ratelimit;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits failed logins: for each account, and if wanted for each client address and for each password that is tried at many
 * accounts.
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

    private static final int MAX_PAIRS = 100_000;

    private static final int LONGEST_NAME = 1_000;

    private final LoginLimits limits;
    private final ReservedFailures accounts;
    private final @Nullable ReservedFailures addresses;
    private final @Nullable SprayGuard sprays;
    private final @Nullable Bans bans;

    private LoginRateLimiter(
            LoginLimits limits, BiFunction<String, RateLimit, RequestRateLimiter> limiterOf, LongSupplier nanoTime) {
        this.limits = limits;
        this.accounts = new ReservedFailures(limiterOf.apply("account", limits.account()));
        this.addresses = limits.address()
                .map(limit -> new ReservedFailures(limiterOf.apply("address", limit)))
                .orElse(null);
        this.sprays = limits.spray()
                .map(limit -> new SprayGuard(limit, limiterOf.apply("spray", limit), MAX_PAIRS))
                .orElse(null);
        this.bans = limits.penalty().map(penalty -> new Bans(penalty, nanoTime)).orElse(null);
    }

    /** Returns a limiter that counts in memory. */
    public static LoginRateLimiter inMemory(RateLimit limit) {
        return of(limit, RequestRateLimiter.inMemory(List.of(limit)));
    }

    /** Returns a limiter that counts in memory. */
    public static LoginRateLimiter inMemory(LoginLimits limits) {
        return of(limits, (kind, limit) -> RequestRateLimiter.inMemory(List.of(limit)));
    }

    /** Returns a limiter that lets {@code limiter} count, which must apply {@code limit}. */
    public static LoginRateLimiter of(RateLimit limit, RequestRateLimiter limiter) {
        Objects.requireNonNull(limiter, "limiter");
        return of(LoginLimits.of(limit), (kind, ignored) -> limiter);
    }

    /**
     * Returns a limiter.
     *
     * @param limiterOf gives what counts for {@code account}, {@code address} and {@code spray}, each asked for if it is
     *     limited. What counts sprays must not be shared with another process: the hashes of passwords are this one's own
     */
    public static LoginRateLimiter of(LoginLimits limits, BiFunction<String, RateLimit, RequestRateLimiter> limiterOf) {
        return new LoginRateLimiter(limits, limiterOf, System::nanoTime);
    }

    /** Returns a limiter as {@link #of(LoginLimits, BiFunction)} does whose bans end by {@code nanoTime}. */
    static LoginRateLimiter of(
            LoginLimits limits, BiFunction<String, RateLimit, RequestRateLimiter> limiterOf, LongSupplier nanoTime) {
        return new LoginRateLimiter(limits, limiterOf, nanoTime);
    }

    /** Returns how many failures of one account are permitted. */
    public RateLimit limit() {
        return limits.account();
    }

    /** Returns everything that is limited. */
    public LoginLimits limits() {
        return limits;
    }

    /** Begins a login of which only the account is known. */
    public Attempt begin(String account) {
        return begin(account, null, null);
    }

    /**
     * Begins a login. Check the password only if it {@link Attempt#isPermitted() is permitted}, and close the attempt in
     * any case.
     *
     * @param address client address, where it is known
     * @param password password that is to be checked, where it is known; no part of it is kept
     */
    public Attempt begin(String account, @Nullable String address, @Nullable CharSequence password) {
        Attempt attempt = new Attempt(address);
        attempt.reserve(normal(account), password);
        return attempt;
    }

    /** In a name that is longer than any account's, compatible forms differ: to normalise a megabyte takes minutes. */
    private static String normal(String account) {
        String name = account.length() > LONGEST_NAME ? account : Normalizer.normalize(account, Normalizer.Form.NFKC);
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** One login, from before its password is checked until its outcome is known. For use by one thread. */
    public final class Attempt implements AutoCloseable {

        private final @Nullable String address;
        private ReservedFailures.@Nullable Place ofAccount;
        private ReservedFailures.@Nullable Place ofAddress;
        private SprayGuard.@Nullable Guess ofPassword;
        private @Nullable RateLimitDecision decision;
        private boolean forgiven;

        private Attempt(@Nullable String address) {
            this.address = address;
        }

        /** Reserves in this order only, so that no two logins wait for each other. */
        private void reserve(String account, @Nullable CharSequence password) {
            if (bans != null && address != null) {
                decision = bans.of(address).orElse(null);
                if (decision != null) {
                    return;
                }
            }
            ofAccount = accounts.reserve(account);
            if (isRefused(ofAccount.decision())) {
                ofAccount = null;
                return;
            }
            if (addresses != null && address != null) {
                ofAddress = addresses.reserve(address);
                if (isRefused(ofAddress.decision())) {
                    ofAddress = null;
                    end(false);
                    return;
                }
            }
            if (sprays != null && password != null && !password.isEmpty()) {
                ofPassword = sprays.begin(account, password);
                if (ofPassword != null && isRefused(ofPassword.decision())) {
                    ofPassword = null;
                    end(false);
                }
            }
        }

        private boolean isRefused(RateLimitDecision next) {
            boolean tighter = decision == null || next.remaining() < decision.remaining();
            if (next.permitted()) {
                decision = tighter ? next : decision;
                return false;
            }
            decision = next.withJitter(ThreadLocalRandom.current().nextDouble());
            if (bans != null && address != null) {
                bans.refused(address);
            }
            return true;
        }

        /** Returns whether the password may be checked. */
        public boolean isPermitted() {
            return decision().permitted();
        }

        /** Returns what was decided: by what refused, otherwise by what has the least left. */
        public RateLimitDecision decision() {
            return Objects.requireNonNull(decision);
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
            end(!forgiven);
        }

        private void end(boolean failed) {
            if (ofPassword != null) {
                ofPassword.end(failed);
            }
            if (ofAddress != null) {
                ofAddress.end(failed);
            }
            if (ofAccount != null) {
                ofAccount.end(failed);
            }
            ofPassword = null;
            ofAddress = null;
            ofAccount = null;
        }
    }
}
