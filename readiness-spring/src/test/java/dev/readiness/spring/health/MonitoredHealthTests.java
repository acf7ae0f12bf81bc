package dev.readiness.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthMonitor;
import dev.readiness.health.HealthStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class MonitoredHealthTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HealthContributorsAutoConfiguration.class,
                    EndpointAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class,
                    WebEndpointAutoConfiguration.class));

    private final WebApplicationContextRunner monitored = runner.withPropertyValues(
            // Looked at once, at the start.
            "readiness.health.monitor=true",
            "readiness.health.period=1h",
            "management.endpoint.health.show-details=always");

    @Test
    void settingsThatCannotWorkStopTheStartAndAreNamedTogether() {
        monitored
                .withPropertyValues(
                        "readiness.health.checks.memory.fail-after=0",
                        "readiness.health.checks.clock.timeout=0s",
                        "readiness.health.checks.databse.shared=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidHealthSettingsException.class)
                        .hasMessageContainingAll(
                                "readiness.health.checks.memory: 'failAfter' must be at least 1",
                                "readiness.health.checks.clock: 'timeout' must be more than nothing",
                                "readiness.health.checks.databse: there is no monitored check of that name"));
    }

    @Test
    void timesOfAStopThatContradictEachOtherStopTheStart() {
        runner.withPropertyValues(
                        "readiness.health.drain.enabled=true",
                        "readiness.health.drain.grace=30s",
                        "readiness.health.drain.probes=0",
                        "server.shutdown=immediate")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidHealthSettingsException.class)
                        .hasMessageContainingAll(
                                "readiness.health.drain.probes must be at least 1",
                                "server.shutdown=immediate",
                                "may take PT40S together, but the process is killed after"
                                        + " readiness.health.drain.grace (PT30S)"));
    }

    @Test
    void whileDrainingEverythingButLivenessIsOutOfService() {
        runner.withPropertyValues(
                        "readiness.health.drain.enabled=true",
                        "readiness.health.drain.delay=1ms",
                        "management.endpoint.health.status.http-mapping.OUT_OF_SERVICE=200",
                        "management.endpoint.health.group.liveness.include=*",
                        "management.endpoint.health.group.readiness.include=*")
                .withBean(
                        "clinic", HealthIndicator.class, () -> () -> Health.up().build())
                .run(context -> {
                    HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
                    HealthMonitor monitor = context.getBean(HealthMonitor.class);
                    monitor.refuseTraffic("draining");

                    assertThat(endpoint.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                    assertThat(endpoint.healthForPath("readiness").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                    assertThat(endpoint.healthForPath("liveness").getStatus()).isEqualTo(Status.UP);
                    assertThat(monitor.refusalsRead())
                            .as("nothing came over HTTP")
                            .isZero();
                    HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
                    assertThat(groups.get("readiness").getHttpCodeStatusMapper().getStatusCode(Status.OUT_OF_SERVICE))
                            .isEqualTo(503);
                    assertThat(groups.get("liveness").getHttpCodeStatusMapper().getStatusCode(Status.UP))
                            .isEqualTo(200);
                    assertThat(monitor.refusalsRead()).isEqualTo(1);
                });
    }

    @Test
    void aContextThatGoesOnAfterAStopTakesTrafficAgain() {
        runner.withPropertyValues("readiness.health.drain.enabled=true", "readiness.health.drain.delay=1ms")
                .withBean(ApplicationAvailabilityBean.class)
                .run(context -> {
                    context.stop();
                    assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
                            .isEqualTo(ReadinessState.REFUSING_TRAFFIC);

                    context.start();

                    assertThat(context.getBean(HealthMonitor.class).isRefusingTraffic())
                            .isFalse();
                    assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
                            .isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
                });
    }

    @Test
    void whatSpringBootFindsOutsideOfTheProcessIsSharedUnlessTheConfigurationSaysSomethingElse() {
        WebApplicationContextRunner withDatabase = monitored.withConfiguration(AutoConfigurations.of(
                DataSourceAutoConfiguration.class,
                DataSourceHealthContributorAutoConfiguration.class,
                DiskSpaceHealthContributorAutoConfiguration.class));
        withDatabase.run(context -> {
            HealthMonitor monitor = context.getBean(HealthMonitor.class);
            assertThat(monitor.states().get("db").settings().shared()).isTrue();
            assertThat(monitor.states().get("diskSpace").settings().shared()).isFalse();
        });
        withDatabase
                .withPropertyValues("readiness.health.checks.db.shared=false")
                .run(context -> assertThat(context.getBean(HealthMonitor.class)
                                .states()
                                .get("db")
                                .settings()
                                .shared())
                        .isFalse());
    }

    @Test
    void aPoolWhoseCallersWaitIsDegraded() {
        monitored
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("spring.datasource.hikari.maximum-pool-size=1")
                .run(context -> {
                    DataSource pool = context.getBean(DataSource.class);
                    HealthCheck check = Objects.requireNonNull(
                                    context.getBean(HealthPlan.class).planned().get("dataSourcePool"))
                            .check();
                    assertThat(check.check().status()).isEqualTo(HealthStatus.UP);
                    Thread waiting;
                    try (Connection taken = pool.getConnection()) {
                        assertThat(check.check().details()).containsEntry("used", "1 of 1");
                        waiting = new Thread(() -> borrow(pool));
                        waiting.start();
                        await().until(() -> check.check().status() == HealthStatus.DEGRADED);
                        assertThat(taken.isClosed()).isFalse();
                    }
                    waiting.join();
                    assertThat(check.check().status()).isEqualTo(HealthStatus.UP);
                });
    }

    @Test
    void aCertificateThatCannotBeReadDegrades() {
        runner.withPropertyValues("readiness.health.certificates=/missing/app.pem,/missing/app.p12")
                .run(context -> {
                    HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
                    assertThat(endpoint.healthForPath("certificate-app.pem").getStatus())
                            .isEqualTo(MonitoredIndicator.DEGRADED);
                    assertThat(endpoint.healthForPath("certificate-app.p12").getStatus())
                            .isEqualTo(MonitoredIndicator.DEGRADED);
                });
    }

    private static void borrow(DataSource pool) {
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.isClosed()).isFalse();
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
