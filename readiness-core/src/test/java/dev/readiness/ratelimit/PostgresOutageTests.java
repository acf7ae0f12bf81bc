package dev.readiness.ratelimit;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresOutageTests extends StoreOutageContract {

    private static PostgresProcess postgres;

    @BeforeAll
    static void startPostgres() {
        postgres = PostgresProcess.started();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @Override
    int port() {
        return postgres.port();
    }

    @Override
    SharedBuckets connect(int port, Duration timeout) {
        return new PostgresBuckets(postgres.dataSource(port), timeout);
    }

    @Override
    void kill() {
        postgres.kill();
    }

    @Override
    void start() {
        postgres.start();
    }

    @Override
    void pause() {
        postgres.pause();
    }

    @Override
    void resume() {
        postgres.resume();
    }

    @Override
    void loseEverything() {
        postgres.execute("TRUNCATE readiness_rate_limit");
    }
}
