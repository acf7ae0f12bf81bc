package com.example.clinic;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** Refuses to start with the secrets of another environment, before anything connects to the database they open. */
@Configuration
@Profile("deployed")
class SecretsOfThisEnvironment {

    @Bean
    static BeanFactoryPostProcessor secretsAreForThisEnvironment(Environment environment) {
        return beans -> {
            String here = environment.getRequiredProperty("clinic.environment");
            String meant = environment.getRequiredProperty("clinic.secrets-are-for");
            if (!here.equals(meant)) {
                throw new IllegalStateException("This is " + here + ", but the secrets are for " + meant
                        + ": mount those of " + here + ", whose file clinic.secrets-are-for says so");
            }
        };
    }
}
