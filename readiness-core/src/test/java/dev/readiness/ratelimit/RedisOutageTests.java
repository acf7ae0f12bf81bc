package dev.readiness.ratelimit;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisOutageTests extends StoreOutageContract {

    private static RedisProcess redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.started();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    int port() {
        return redis.port();
    }

    @Override
    SharedBuckets connect(int port, Duration timeout) {
        return new RedisBuckets("redis://127.0.0.1:" + port, timeout);
    }

    @Override
    void kill() {
        redis.kill();
    }

    @Override
    void start() {
        redis.start();
    }

    @Override
    void pause() {
        redis.pause();
    }

    @Override
    void resume() {
        redis.resume();
    }

    @Override
    void loseEverything() {
        redis.<String>ask(connection -> connection.sync().scriptFlush());
        redis.<String>ask(connection -> connection.sync().flushall());
    }
}
