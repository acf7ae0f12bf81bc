package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
}
