package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SecretsOfThisEnvironmentTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(SecretsOfThisEnvironment.class)
            .withPropertyValues("spring.profiles.active=deployed", "clinic.environment=production");

    @Test
    void refusesThoseOfAnotherOne() {
        runner.withPropertyValues("clinic.secrets-are-for=staging")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining("This is production, but the secrets are for staging"));
        runner.run(context -> assertThat(context).hasFailed());
    }

    @Test
    void takesItsOwn() {
        runner.withPropertyValues("clinic.secrets-are-for=production")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
