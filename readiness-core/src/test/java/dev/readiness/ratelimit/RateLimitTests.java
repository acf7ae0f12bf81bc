package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTests {

    @ParameterizedTest
    @CsvSource({
        "30/1m, 30, PT1M",
        "10/s, 10, PT1S",
        "1000/h, 1000, PT1H",
        "5/15m, 5, PT15M",
        "10/1s, 10, PT1S",
        "1/d, 1, P1D",
        "' 3 / 2 h ', 3, PT2H"
    })
    void readsWhatPeopleWrite(String text, int capacity, Duration period) {
        assertThat(RateLimit.parse(text)).isEqualTo(new RateLimit(capacity, period));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30/1m", "10/1s", "5/15m", "1000/1h", "1/1d", "7/90s"})
    void printsWhatItReads(String text) {
        assertThat(RateLimit.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10/fortnight",
                "",
                "10",
                "/1m",
                "-1/1m",
                "10/0s",
                "10/400d",
                "1.5/1s",
                "10/1M",
                "10/1m/1h",
                "9999999999/1s",
                "0/1m",
                "2000000000/1s",
                "١/1m"
            })
    void refusesAnythingElseAndSaysWhatToWrite(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.parse(text))
                .withMessageStartingWith("'" + text + "' is not a rate limit: ")
                .withMessageEndingWith("; write for example 30/1m, 10/s, 1000/h or 5/15m");
    }

    @Test
    void saysThatACapacityOfZeroPermitsNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit(0, Duration.ofMinutes(1)))
                .withMessage("'capacity' must be at least 1 but is 0");
    }

    @Test
    void saysThatAPeriodOfZeroLimitsNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit(1, Duration.ZERO))
                .withMessage("'period' must be between 1ms and 366 days but is PT0S");
    }
}
