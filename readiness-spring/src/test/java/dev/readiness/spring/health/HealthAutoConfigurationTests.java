package dev.readiness.spring.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class HealthAutoConfigurationTests {

    private static final String PROBES = "health.probes-missing";
    private static final String DEPENDENCY = "health.dependency-unwatched";
    private static final String LIVENESS = "health.dependency-in-liveness";
    private static final String DETAILS = "health.details-open";
    private static final String DRAIN = "deployment.no-drain";
    private static final String WATCH = "health.nobody-watches";
    private static final String SHOWN = "management.endpoint.health.show-details=always";
    private static final Endpoint BOOKING =
            new Endpoint("POST", "/appointments", "Bookings.book", Endpoint.Origin.APPLICATION, false, false, false);
    private static final Endpoint HEALTH =
            new Endpoint("GET", "/actuator/health", "health", Endpoint.Origin.FRAMEWORK, false, false, false);
    private static final String IN_READINESS = "management.endpoint.health.group.readiness.include=readinessState,";

    private final WebApplicationContextRunner withoutActuator =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(HealthAutoConfiguration.class));

    private final WebApplicationContextRunner withActuator = withoutActuator.withConfiguration(AutoConfigurations.of(
            ApplicationAvailabilityAutoConfiguration.class,
            AvailabilityHealthContributorAutoConfiguration.class,
            AvailabilityProbesAutoConfiguration.class,
            EndpointAutoConfiguration.class,
            HealthContributorAutoConfiguration.class,
            HealthContributorRegistryAutoConfiguration.class,
            HealthEndpointAutoConfiguration.class,
            ManagementContextAutoConfiguration.class,
            WebEndpointAutoConfiguration.class));

    private final WebApplicationContextRunner withDatabase = withActuator.withConfiguration(AutoConfigurations.of(
            DataSourceAutoConfiguration.class, DataSourceHealthContributorAutoConfiguration.class));

    @Test
    void probesPassWhereBothAnswerOverHttp() {
        withActuator.run(context -> {
            Finding finding = find(context, PROBES);

            assertThat(finding.result()).isEqualTo(Result.PASS);
            assertThat(finding.evidence().get(0).observation()).contains("/actuator/health");
        });
    }

    @Test
    void probesFailWithTheDependencyToAddWhenActuatorIsMissing() {
        withoutActuator
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(find(context, PROBES).remedy())
                        .contains("<artifactId>spring-boot-starter-actuator</artifactId>"));
    }

    @Test
    void probesAreUnknownWhenTheApplicationHasAnEndpointThatLooksLikeOne() {
        Endpoint handMade = new Endpoint(
                "GET", "/internal/healthz", "Ops.health", Endpoint.Origin.APPLICATION, false, false, false);

        withoutActuator
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context ->
                        assertThat(find(context, PROBES, handMade).result()).isEqualTo(Result.UNKNOWN));
    }

    @Test
    void theStatusOfARowIsNoProbe() {
        Endpoint ofRow = new Endpoint(
                "GET", "/orders/{id}/status", "Orders.status", Endpoint.Origin.APPLICATION, false, false, false);
        Endpoint change =
                new Endpoint("PUT", "/orders/status", "Orders.change", Endpoint.Origin.APPLICATION, true, false, false);

        withoutActuator
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(find(context, PROBES, ofRow, change).result())
                        .isEqualTo(Result.FAIL));
    }

    @Test
    void probesFailWhenHealthIsNotExposed() {
        withActuator
                .withPropertyValues("management.endpoints.web.exposure.include=info")
                .run(context -> assertThat(find(context, PROBES).remedy())
                        .startsWith("management.endpoints.web.exposure.include=health"));
    }

    @Test
    void probesFailWhenTheManagementPortIsOff() {
        withActuator
                .withPropertyValues("management.server.port=-1")
                .run(context -> assertThat(find(context, PROBES).problem()).contains("does not answer over HTTP"));
    }

    @Test
    void probesFailWhenLivenessAndReadinessAreNotToldApart() {
        withActuator
                .withPropertyValues("management.endpoint.health.probes.enabled=false")
                .run(context -> assertThat(find(context, PROBES).remedy())
                        .isEqualTo("management.endpoint.health.probes.enabled=true"));
    }

    @Test
    void probesFailWhenTheyNeedALogin() {
        withActuator
                .withBean("closed", EndpointInspector.class, () -> access(endpoint -> "any user"))
                .run(context ->
                        assertThat(find(context, PROBES, HEALTH).problem()).contains("asks for a login"));
    }

    @Test
    void probesPassWhenOnlyTheirOwnPathsAreOpen() {
        withActuator
                .withBean(
                        "open below",
                        EndpointInspector.class,
                        () -> access(endpoint -> endpoint.path().endsWith("/liveness") ? "anyone" : "any user"))
                .run(context ->
                        assertThat(find(context, PROBES, HEALTH).result()).isEqualTo(Result.PASS));
    }

    private static EndpointInspector access(Function<Endpoint, String> answer) {
        return new EndpointInspector() {

            @Override
            public String aspect() {
                return "access";
            }

            @Override
            public Optional<Fact> inspect(Endpoint endpoint) {
                return Optional.of(new Fact(answer.apply(endpoint), "as the test says"));
            }
        };
    }

    @Test
    void dependencyPassesWhenReadinessIncludesTheDatabase() {
        withDatabase
                .withPropertyValues(IN_READINESS + "db")
                .run(context -> assertThat(find(context, DEPENDENCY).result()).isEqualTo(Result.PASS));
    }

    @Test
    void dependencyFailsAsSpringBootComes() {
        withDatabase.run(context -> {
            Finding finding = find(context, DEPENDENCY);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.problem()).contains("[dataSource]");
            assertThat(finding.remedy()).isEqualTo(IN_READINESS + "db");
        });
    }

    @Test
    void dependencyFailsWhenTheDatabaseCheckIsSwitchedOff() {
        withDatabase
                .withPropertyValues("management.health.db.enabled=false")
                .run(context -> assertThat(find(context, DEPENDENCY).remedy())
                        .startsWith("Remove management.health.db.enabled=false"));
    }

    @Test
    void dependencyIsUnknownWhenReadinessIncludesSomethingThatMayLookAtTheDatabase() {
        withDatabase
                .withPropertyValues(IN_READINESS + "clinic")
                .withBean(
                        "clinic", HealthIndicator.class, () -> () -> Health.up().build())
                .run(context -> assertThat(find(context, DEPENDENCY).result()).isEqualTo(Result.UNKNOWN));
    }

    @Test
    void dependencyFailsWithoutActuator() {
        withoutActuator
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context ->
                        assertThat(find(context, DEPENDENCY).remedy()).contains("spring-boot-starter-actuator"));
    }

    @Test
    void dependencyIsNotApplicableWithoutADatabase() {
        withActuator.run(
                context -> assertThat(find(context, DEPENDENCY).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void isOffWhenSwitchedOff() {
        withActuator
                .withPropertyValues("readiness.health.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(ReadinessRule.class).hasSingleBean(HealthEndpoint.class));
    }

    @Test
    void livenessPassesAsSpringBootComes() {
        withDatabase.run(context -> assertThat(find(context, LIVENESS).result()).isEqualTo(Result.PASS));
    }

    @Test
    void livenessFailsWithADatabaseInIt() {
        withDatabase
                .withPropertyValues("management.endpoint.health.group.liveness.include=livenessState,db")
                .run(context -> {
                    assertThat(find(context, LIVENESS).result()).isEqualTo(Result.FAIL);
                    assertThat(find(context, LIVENESS).problem()).contains("[db]");
                });
    }

    @Test
    void livenessFailsWithADatabaseInItThatIsMonitored() {
        withDatabase
                .withConfiguration(AutoConfigurations.of(HealthContributorsAutoConfiguration.class))
                .withPropertyValues(
                        "readiness.health.monitor=true",
                        "management.endpoint.health.group.liveness.include=livenessState,db,deadlocks")
                .run(context -> assertThat(find(context, LIVENESS).problem()).contains("[db]"));
    }

    @Test
    void livenessIsUnknownWithACheckOfTheApplicationInIt() {
        withActuator
                .withPropertyValues("management.endpoint.health.group.liveness.include=livenessState,clinic")
                .withBean(
                        "clinic", HealthIndicator.class, () -> () -> Health.up().build())
                .run(context -> assertThat(find(context, LIVENESS).result()).isEqualTo(Result.UNKNOWN));
    }

    @Test
    void detailsPassAsSpringBootComes() {
        withActuator.run(context -> assertThat(find(context, DETAILS).result()).isEqualTo(Result.PASS));
    }

    @Test
    void detailsFailWhereEverybodyReadsThem() {
        withActuator
                .withPropertyValues(SHOWN)
                .run(context -> assertThat(find(context, DETAILS).result()).isEqualTo(Result.FAIL));
    }

    @Test
    void detailsPassWhereOnlyThisMachineReachesThem() {
        withActuator
                .withPropertyValues(SHOWN, "server.address=127.0.0.1")
                .run(context -> assertThat(find(context, DETAILS).result()).isEqualTo(Result.PASS));
    }

    @Test
    void detailsAreUnknownWhereSecurityMayStandInFront() {
        withActuator
                .withPropertyValues(SHOWN)
                .withBean("springSecurityFilterChain", Object.class, Object::new)
                .run(context -> assertThat(find(context, DETAILS).result()).isEqualTo(Result.UNKNOWN));
    }

    @Test
    void drainFailsUntilItIsSet() {
        WebApplicationContextRunner both =
                withActuator.withConfiguration(AutoConfigurations.of(HealthContributorsAutoConfiguration.class));

        both.run(context ->
                assertThat(find(context, DRAIN, BOOKING).remedy()).startsWith("readiness.health.drain.enabled=true"));
        both.run(context -> assertThat(find(context, DRAIN, BOOKING).result()).isEqualTo(Result.UNKNOWN));
        both.withPropertyValues("readiness.health.drain.enabled=true", "readiness.health.drain.delay=1ms")
                .run(context ->
                        assertThat(find(context, DRAIN, BOOKING).result()).isEqualTo(Result.PASS));
        both.run(context -> assertThat(find(context, DRAIN).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void watchingIsUnknownUntilSomethingOutsideIsTold() {
        WebApplicationContextRunner both =
                withActuator.withConfiguration(AutoConfigurations.of(HealthContributorsAutoConfiguration.class));

        both.run(context -> assertThat(find(context, WATCH).result()).isEqualTo(Result.UNKNOWN));
        both.withBean("prometheusMeterRegistry", Object.class, Object::new)
                .run(context -> assertThat(find(context, WATCH).result()).isEqualTo(Result.UNKNOWN));
        both.withPropertyValues("readiness.health.outside-watch.url=http://127.0.0.1:1/")
                .run(context -> assertThat(find(context, WATCH).result()).isEqualTo(Result.PASS));
    }

    private static Finding find(AssertableWebApplicationContext context, String rule, Endpoint... endpoints) {
        List<Finding> findings = context.getBeansOfType(ReadinessRule.class).values().stream()
                .filter(bean -> bean.description().id().equals(rule))
                .flatMap(bean -> bean.assess(new Inventory("clinic", List.of(endpoints))).stream())
                .toList();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
