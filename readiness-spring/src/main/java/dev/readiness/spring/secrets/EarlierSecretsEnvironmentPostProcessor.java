package dev.readiness.spring.secrets;

import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Loads the secrets where Spring Boot knows the interface by its name before 4.0. */
@SuppressWarnings("removal") // the name that Spring Boot 3.5 knows
final class EarlierSecretsEnvironmentPostProcessor
        implements org.springframework.boot.env.EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        SecretsInEnvironment.load(environment, AnnotatedSecrets.of(application));
    }

    @Override
    public int getOrder() {
        return SecretsInEnvironment.ORDER;
    }
}
