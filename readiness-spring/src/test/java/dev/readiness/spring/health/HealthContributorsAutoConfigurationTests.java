package dev.readiness.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthMeters;
import dev.readiness.health.HealthMonitor;
import dev.readiness.health.HealthResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class HealthContributorsAutoConfigurationTests {

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

    private final WebApplicationContextRunner withCheck =
            runner.withBean("smsHealthCheck", HealthCheck.class, () -> () -> HealthResult.down("no credit"));

    @Test
    void aCheckIsPartOfTheHealthEndpointUnderTheNameOfItsBean() {
        withCheck.run(context -> {
            HealthDescriptor sms = context.getBean(HealthEndpoint.class).healthForPath("sms");

            assertThat(sms.getStatus()).isEqualTo(Status.DOWN);
            assertThat(sms)
                    .asInstanceOf(type(IndicatedHealthDescriptor.class))
                    .satisfies(health -> assertThat(health.getDetails()).containsEntry("reason", "no credit"));
        });
    }

    @Test
    void aCheckMayBeNamedInAGroup() {
        withCheck
                .withPropertyValues("management.endpoint.health.group.paid.include=sms")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void anExceptionOfACheckShowsItsClassAndNotItsMessage() {
        runner.withBean("sms", HealthCheck.class, () -> () -> {
                    throw new IllegalStateException("key=test-value");
                })
                .run(context -> assertThat(context.getBean(HealthEndpoint.class).healthForPath("sms"))
                        .asInstanceOf(type(IndicatedHealthDescriptor.class))
                        .satisfies(health -> assertThat(health.getDetails())
                                .contains(entry("reason", "java.lang.IllegalStateException"))));
    }

    @Test
    void aCheckIsRegisteredEvenWhenBeansAreMadeLazily() {
        withCheck
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(context.getBean(HealthEndpoint.class).healthForPath("sms"))
                        .isNotNull());
    }

    @Test
    void nothingIsRegisteredWithoutChecks() {
        runner.run(context -> assertThat(context).doesNotHaveBean(HealthCheckRegistrar.class));
    }

    @Test
    void checksAreHarmlessWithoutActuator() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HealthContributorsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .withBean("sms", HealthCheck.class, () -> HealthResult::up)
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(HealthContributorsAutoConfiguration.class));
    }

    @Test
    void isOffWhenSwitchedOff() {
        withCheck
                .withPropertyValues("readiness.health.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthCheckRegistrar.class));
    }

    @Test
    void indicatorsOfSpringBootStayAsTheyAreWithoutConfiguration() {
        AtomicInteger runs = new AtomicInteger();
        withCheck
                .withBean("clinic", HealthIndicator.class, () -> counting(runs))
                .run(context -> {
                    HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
                    endpoint.healthForPath("clinic");
                    endpoint.healthForPath("clinic");

                    assertThat(runs).hasValue(2);
                });
    }

    @Test
    void noMonitorRunsWithoutConfigurationAndWithoutChecks() {
        runner.withBean("clinic", HealthIndicator.class, () -> counting(new AtomicInteger()))
                .run(context -> assertThat(context).doesNotHaveBean(HealthMonitor.class));
    }

    @Test
    void aProbeRunsNoIndicatorWhereTheyAreMonitored() {
        AtomicInteger runs = new AtomicInteger();
        monitored
                .withBean("clinic", HealthIndicator.class, () -> counting(runs))
                .withPropertyValues("management.endpoint.health.group.paid.include=clinic")
                .run(context -> {
                    HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
                    for (int i = 0; i < 40; i++) {
                        endpoint.health();
                        endpoint.healthForPath("paid");
                    }

                    assertThat(runs).hasValue(1);
                    assertThat(endpoint.healthForPath("paid").getStatus()).isEqualTo(Status.UP);
                    assertThat(details(endpoint, "clinic")).containsEntry("run", 1);
                });
    }

    @Test
    void partsOfACompositeAreMonitoredOneByOne() {
        AtomicInteger runs = new AtomicInteger();
        monitored
                .withBean(
                        "shops",
                        CompositeHealthContributor.class,
                        () -> CompositeHealthContributor.fromMap(
                                Map.of("north", counting(runs), "south", (HealthIndicator)
                                        () -> Health.down().build())))
                .run(context -> {
                    HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);

                    assertThat(endpoint.healthForPath("shops", "north").getStatus())
                            .isEqualTo(Status.UP);
                    assertThat(endpoint.healthForPath("shops", "south").getStatus())
                            .isEqualTo(Status.DOWN);
                    assertThat(context.getBean(HealthMonitor.class).states())
                            .containsKeys("shops/north", "shops/south");
                    assertThat(runs).hasValue(1);
                });
    }

    @Test
    void aSharedDependencyThatIsDownDegradesAndTakesNobodyOut() {
        withDeadDatabase("readiness.health.checks.orders.shared=true").run(context -> {
            HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);

            assertThat(endpoint.health().getStatus()).isEqualTo(MonitoredIndicator.DEGRADED);
            assertThat(endpoint.healthForPath("orders").getStatus()).isEqualTo(MonitoredIndicator.DEGRADED);
        });
    }

    @Test
    void aSharedDependencyTakesReadinessDownWhereTheConfigurationSaysSo() {
        withDeadDatabase("readiness.health.checks.orders.shared=true", "readiness.health.shared-affects-readiness=true")
                .run(context -> assertThat(
                                context.getBean(HealthEndpoint.class).health().getStatus())
                        .isEqualTo(Status.DOWN));
    }

    @Test
    void anInformationalCheckThatIsDownChangesNoAnswer() {
        withDeadDatabase("readiness.health.checks.orders.impact=informational")
                .run(context -> assertThat(
                                context.getBean(HealthEndpoint.class).health().getStatus())
                        .isEqualTo(Status.UP));
    }

    @Test
    void detailsThatLookLikeASecretAreHidden() {
        withDeadDatabase()
                .run(context -> assertThat(details(context.getBean(HealthEndpoint.class), "orders")
                                .toString())
                        .contains("jdbc:postgresql://[redacted]@db/orders")
                        .doesNotContain("test-value"));
    }

    @Test
    void ownChecksAndThoseOfTheProcessAreContributors() {
        monitored.run(context -> {
            HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
            assertThat(endpoint.healthForPath("deadlocks").getStatus()).isEqualTo(Status.UP);
            assertThat(endpoint.healthForPath("memory").getStatus()).isEqualTo(Status.UP);
            assertThat(endpoint.healthForPath("clock").getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void everyStateIsAMeter() {
        withDeadDatabase().run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(HealthMeters.class).bindTo(registry);

            assertThat(registry.get("readiness.health.status")
                            .tag("check", "orders")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(registry.get("readiness.health.status")
                            .tag("check", "memory")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        });
    }

    @Test
    void aMonitorOfTheApplicationIsUsedInstead() {
        AtomicInteger runs = new AtomicInteger();
        monitored
                .withBean("clinic", HealthIndicator.class, () -> counting(runs))
                .withBean(
                        HealthMonitor.class,
                        () -> HealthMonitor.builder()
                                .readiness("own", () -> HealthResult.down("of a test"))
                                .build())
                .run(context -> {
                    HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
                    assertThat(endpoint.healthForPath("own").getStatus()).isEqualTo(Status.DOWN);
                    assertThat(endpoint.healthForPath("clinic").getStatus()).isEqualTo(Status.UP);
                    assertThat(runs).as("left as it is").hasValue(1);
                });
    }

    private WebApplicationContextRunner withDeadDatabase(String... properties) {
        return monitored
                .withBean(
                        "orders",
                        HealthIndicator.class,
                        () -> () -> Health.down()
                                .withDetail("url", "jdbc:postgresql://app:test-value@db/orders")
                                .build())
                .withPropertyValues(properties);
    }

    private static HealthIndicator counting(AtomicInteger runs) {
        return () -> Health.up().withDetail("run", runs.incrementAndGet()).build();
    }

    private static Map<String, Object> details(HealthEndpoint endpoint, String name) {
        return ((IndicatedHealthDescriptor) endpoint.healthForPath(name)).getDetails();
    }
}
