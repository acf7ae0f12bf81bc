package dev.readiness.ratelimit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the accounts at which one password fails.
 *
 * <p>The password is kept only as part of a hash whose secret is random and never leaves the process. A second failure of the
 * same password at the same account does not count: nobody learns anything from it.
 */
final class SprayGuard {

    private final RequestRateLimiter perPair;
    private final ReservedFailures perPassword;
    private final KeyedHash hash = new KeyedHash();

    SprayGuard(RateLimit limit, RequestRateLimiter perPassword, int maxPairs) {
        this.perPair =
                RequestRateLimiter.inMemory(List.of(new RateLimit(1, limit.period())), maxPairs, System::nanoTime);
        this.perPassword = new ReservedFailures(perPassword);
    }

    /** Returns what was reserved for a login, or nothing where the same one has just failed. */
    @Nullable
    Guess begin(String account, CharSequence password) {
        String pair =
                hash.of(password.length() + " " + password + " " + account).text();
        if (!perPair.tryAcquire(pair).permitted()) {
            return null;
        }
        ReservedFailures.Place place =
                perPassword.reserve(hash.of("password " + password).text());
        if (!place.decision().permitted()) {
            perPair.giveBack(pair);
        }
        return new Guess(pair, place);
    }

    /** What was reserved for one login. */
    final class Guess {

        private final String pair;
        private final ReservedFailures.Place place;

        Guess(String pair, ReservedFailures.Place place) {
            this.pair = pair;
            this.place = place;
        }

        RateLimitDecision decision() {
            return place.decision();
        }

        void end(boolean failed) {
            if (!failed) {
                perPair.giveBack(pair);
            }
            place.end(failed);
        }
    }
}
