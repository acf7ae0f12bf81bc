package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresRateLimiterTests extends SharedRateLimiterContract {

    private static PostgresProcess postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresProcess.started();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    SharedBuckets connect(Duration timeout) {
        return new PostgresBuckets(postgres.dataSource(), timeout);
    }

    @Override
    protected void restartStore() {
        postgres.stop();
        postgres.start();
    }

    @Test
    void keysBeginWithThePrefixAndShowNobody() {
        createLimiter(List.of(RateLimit.parse("10/1h"))).tryAcquire("alice@example.org");

        assertThat(postgres.number("SELECT count(*) FROM readiness_rate_limit WHERE id LIKE '" + keyPrefix() + "%'"))
                .isEqualTo(1);
        assertThat(postgres.number("SELECT count(*) FROM readiness_rate_limit WHERE id LIKE '%alice%'"))
                .isZero();
    }

    @Test
    void deletesWhatIsFullAgainAndNothingElse() {
        createLimiter(List.of(RateLimit.parse("10/1h"))).tryAcquire("kept");
        postgres.execute("INSERT INTO readiness_rate_limit SELECT 'expired', shape, state, granted, 1"
                + " FROM readiness_rate_limit WHERE id LIKE '" + keyPrefix() + "%'");

        Awaitility.await()
                .until(() -> postgres.number("SELECT count(*) FROM readiness_rate_limit WHERE id = 'expired'") == 0);

        assertThat(postgres.number("SELECT count(*) FROM readiness_rate_limit WHERE id LIKE '" + keyPrefix() + "%'"))
                .isEqualTo(1);
    }
}
