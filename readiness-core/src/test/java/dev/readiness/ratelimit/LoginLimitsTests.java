package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginLimitsTests {

    private static final LoginLimits LIMITS = new LoginLimits(
            RateLimit.parse("5/15m"),
            Optional.of(RateLimit.parse("20/15m")),
            Optional.of(RateLimit.parse("3/1h")),
            Optional.of(new LoginLimits.Penalty(RateLimit.parse("2/15m"), Duration.ofHours(1))));

    private final ManualNanoTime time = new ManualNanoTime();

    private final LoginRateLimiter limiter =
            LoginRateLimiter.of(LIMITS, (kind, limit) -> RequestRateLimiter.inMemory(List.of(limit), 1000, time), time);

    @Test
    void limitsTheFailuresOfAnAddressWhateverTheAccounts() {
        long permitted = IntStream.range(0, 30)
                .filter(i -> fails("account-" + i, "198.51.100.1", "guess-" + i))
                .count();

        assertThat(permitted).isEqualTo(20);
        assertThat(fails("account-99", "198.51.100.2", "guess-99")).isTrue();
    }

    @Test
    void limitsTheAccountsAtWhichOnePasswordIsTried() {
        long permitted = IntStream.range(0, 10)
                .filter(i -> fails("account-" + i, "198.51.100." + i, "Summer2026"))
                .count();

        assertThat(permitted).isEqualTo(3);
        assertThat(fails("account-99", "203.0.113.1", "another")).isTrue();
    }

    @Test
    void doesNotTakeOnePersonWhoMistypesForASpray() {
        IntStream.range(0, 5).forEach(i -> fails("alice", "198.51.100.1", "mistyped"));

        assertThat(fails("bob", "198.51.100.2", "mistyped")).isTrue();
        assertThat(fails("carol", "198.51.100.3", "mistyped")).isTrue();
    }

    @Test
    void whatOneLimitRefusesCostsNothingOfTheOthers() {
        IntStream.range(0, 3).forEach(i -> fails("account-" + i, "198.51.100.1", "Summer2026"));
        IntStream.range(0, 2).forEach(i -> fails("alice", "198.51.100.9", "Summer2026"));

        long permitted = IntStream.range(0, 10)
                .filter(i -> fails("alice", "198.51.100.9", "guess-" + i))
                .count();

        assertThat(permitted).isEqualTo(5);
    }

    @Test
    void aSuccessCountsInNoLimit() {
        for (int i = 0; i < 100; i++) {
            try (LoginRateLimiter.Attempt attempt = limiter.begin("alice", "198.51.100.1", "right")) {
                assertThat(attempt.isPermitted()).isTrue();
                attempt.succeeded();
            }
        }
    }

    @Test
    void bansAnAddressThatGoesOnAfterItWasRefused() {
        IntStream.range(0, 8).forEach(i -> fails("alice", "198.51.100.1", "guess-" + i));

        assertThat(fails("bob", "198.51.100.1", "another")).isFalse();
        assertThat(fails("bob", "198.51.100.2", "another")).isTrue();

        time.advance(Duration.ofMinutes(61));
        assertThat(fails("bob", "198.51.100.1", "another")).isTrue();
    }

    @Test
    void aBanSaysHowLongItLasts() {
        IntStream.range(0, 8).forEach(i -> fails("alice", "198.51.100.1", "guess-" + i));

        try (LoginRateLimiter.Attempt attempt = limiter.begin("bob", "198.51.100.1", "another")) {
            assertThat(attempt.decision().retryAfter()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void refusesABanWithoutAnEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoginLimits.Penalty(RateLimit.parse("2/15m"), Duration.ofDays(366)))
                .withMessage("'ban' must be between 1s and 31d but is PT8784H");
    }

    /** Returns whether the password was looked at. */
    private boolean fails(String account, String address, String password) {
        try (LoginRateLimiter.Attempt attempt = limiter.begin(account, address, password)) {
            return attempt.isPermitted();
        }
    }
}
