package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthStatus;
import dev.readiness.health.Impact;
import dev.readiness.health.RatedCheck;
import dev.readiness.ratelimit.OnStoreFailure;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.ratelimit.RequestRateLimiter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import redis.embedded.RedisServer;

class RateLimitStoreTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RateLimitAutoConfiguration.class))
            .withPropertyValues(
                    "spring.application.name=clinic",
                    "readiness.rate-limit.shared.key-secret=secret-of-the-tests",
                    "readiness.rate-limit.shared.timeout=5s");

    @Test
    void countsInEachProcessUnlessSaidOtherwise() {
        runner.run(context ->
                assertThat(context.getBean(RateLimitStore.class).isShared()).isFalse());
    }

    @Test
    void nodesCountTogetherInRedis() throws Exception {
        int port = freePort();
        RedisServer redis = new RedisServer(port);
        redis.start();
        try {
            ApplicationContextRunner node = runner.withPropertyValues(
                    "readiness.rate-limit.store=redis", "spring.data.redis.url=redis://localhost:" + port);
            node.run(context -> assertThat(permitsOne(context.getBean(RateLimitStore.class)))
                    .isTrue());
            node.run(context -> assertThat(permitsOne(context.getBean(RateLimitStore.class)))
                    .isFalse());
        } finally {
            redis.stop();
        }
    }

    @Test
    void healthAsksTheSharedStoreThoughNoRequestDoes() throws Exception {
        int port = freePort();
        RedisServer redis = new RedisServer(port);
        redis.start();
        try {
            runner.withPropertyValues(
                            "readiness.rate-limit.store=redis", "spring.data.redis.url=redis://localhost:" + port)
                    .run(context -> {
                        RatedCheck check = context.getBean("rateLimitStoreHealthCheck", RatedCheck.class);
                        assertThat(check.impact()).isEqualTo(Impact.DEGRADED);
                        assertThat(check.shared()).isTrue();
                        assertThat(check.check().status()).isEqualTo(HealthStatus.UP);

                        redis.stop();

                        assertThat(check.check().status()).isEqualTo(HealthStatus.DOWN);
                        redis.start();
                        await().untilAsserted(
                                        () -> assertThat(check.check().status()).isEqualTo(HealthStatus.UP));
                    });
        } finally {
            redis.stop();
        }
        runner.run(context -> assertThat(context).doesNotHaveBean(HealthCheck.class));
    }

    @Test
    void nodesCountTogetherInPostgresql() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            ApplicationContextRunner node = runner.withConfiguration(
                            AutoConfigurations.of(DataSourceAutoConfiguration.class))
                    .withPropertyValues(
                            "readiness.rate-limit.store=postgresql",
                            "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                            "spring.datasource.username=postgres");
            node.withPropertyValues("readiness.rate-limit.shared.create-table=false")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("the table readiness_rate_limit is missing; add a migration with")
                            .hasMessageContaining("CREATE UNLOGGED TABLE"));
            node.run(context -> assertThat(permitsOne(context.getBean(RateLimitStore.class)))
                    .isTrue());
            node.run(context -> assertThat(permitsOne(context.getBean(RateLimitStore.class)))
                    .isFalse());
        }
    }

    @Test
    void startsThoughRedisIsDown() throws Exception {
        runner.withPropertyValues(
                        "readiness.rate-limit.store=redis",
                        "readiness.rate-limit.shared.redis-url=redis://localhost:" + freePort())
                .run(context -> {
                    RateLimitStore store = context.getBean(RateLimitStore.class);
                    assertThat(store.isAvailable()).isFalse();
                    assertThat(permitsOne(store)).isTrue();
                });
    }

    @Test
    void namesAllThatIsMissingAtOnce() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RateLimitAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("io.lettuce"))
                .withPropertyValues("readiness.rate-limit.store=redis")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("readiness.rate-limit.shared.redis-url: it is missing")
                        .hasMessageContaining("readiness.rate-limit.shared.prefix: it is missing")
                        .hasMessageContaining("readiness.rate-limit.shared.key-secret: it is missing"));
    }

    @Test
    void refusesAnotherDatabaseThanPostgresql() {
        runner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("readiness.rate-limit.store=postgresql", "spring.datasource.url=jdbc:h2:mem:limits")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("readiness.rate-limit.store: it is 'postgresql', but the database is H2"));
    }

    @Test
    void backsOffToAStoreOfTheApplication() {
        RateLimitStore own = RateLimitStore.inMemory(1);
        runner.withBean("ours", RateLimitStore.class, () -> own)
                .withPropertyValues("readiness.rate-limit.store=redis")
                .run(context ->
                        assertThat(context.getBean(RateLimitStore.class)).isSameAs(own));
    }

    @Test
    void doesNotConnectWhenRateLimitsAreSwitchedOff() {
        runner.withPropertyValues("readiness.rate-limit.store=redis", "readiness.rate-limit.enabled=false")
                .run(context -> assertThat(context.getBean(RateLimitStore.class).isShared())
                        .isFalse());
    }

    @Test
    void needsADataSourceForPostgresql() {
        runner.withPropertyValues("readiness.rate-limit.store=postgresql")
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessage(
                                        "readiness.rate-limit.store: 'postgresql' needs a data source, exactly one or a primary one"));
    }

    private static boolean permitsOne(RateLimitStore store) {
        RequestRateLimiter limiter = store.limiter("booking", List.of(RateLimit.parse("1/1h")), OnStoreFailure.LOCAL);
        return limiter.tryAcquire("alice").permitted();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
