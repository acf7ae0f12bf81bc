package dev.readiness.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
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
                                .containsOnly(entry("reason", "java.lang.IllegalStateException"))));
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
}
