package dev.readiness.spring.secrets;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.secrets.SecretRotation;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/** Auto-configuration that follows the loaded secrets while the application runs. */
@AutoConfiguration(beforeName = "dev.readiness.spring.health.HealthContributorsAutoConfiguration")
@ConditionalOnBooleanProperty(name = "readiness.secrets.rotation.enabled")
@ConditionalOnBooleanProperty(name = "readiness.secrets.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SecretsProperties.class)
public final class SecretRotationAutoConfiguration {

    SecretRotationAutoConfiguration() {}

    @Bean("readinessSecretRotation")
    @ConditionalOnMissingBean
    SecretRotation secretRotation(ConfigurableEnvironment environment, SecretsProperties properties) {
        return SecretRotation.of(
                SecretsInEnvironment.sources(environment),
                properties.rotation().interval(),
                RotatingProperties.names(environment).toArray(String[]::new));
    }

    @Bean("readinessSecretRotationStarter")
    @Lazy(false)
    RotatingProperties secretRotationStarter(
            SecretRotation rotation,
            ConfigurableEnvironment environment,
            ApplicationEventPublisher events,
            ObjectProvider<RotatingDataSources> dataSources) {
        return new RotatingProperties(rotation, environment, events, dataSources);
    }

    /** Says in Actuator's health, or wherever health is asked, that a secret cannot change. */
    @Bean
    @ConditionalOnMissingBean(name = "secretRotationHealthCheck")
    HealthCheck secretRotationHealthCheck(SecretRotation rotation) {
        return () -> rotation.problem()
                .map(HealthResult::down)
                .orElseGet(HealthResult::up)
                .with("changes", Long.toString(rotation.changes()));
    }

    /** Takes pools to new passwords, where HikariCP can do that. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "com.zaxxer.hikari.util.Credentials",
                "com.zaxxer.hikari.HikariCredentialsProvider",
                "org.springframework.boot.jdbc.DataSourceUnwrapper"
            })
    static class HikariConfiguration {

        @Bean("readinessRotatingDataSources")
        @Lazy
        RotatingDataSources rotatingDataSources(
                ListableBeanFactory beans, SecretRotation rotation, SecretsProperties properties) {
            return new RotatingDataSources(
                    beans, rotation, Map.copyOf(properties.rotation().dataSources()));
        }
    }

    /** Meters, where there are meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetersConfiguration {

        @Bean("readinessSecretRotationMeters")
        @ConditionalOnMissingBean
        SecretRotationMeters secretRotationMeters(SecretRotation rotation) {
            return new SecretRotationMeters(rotation);
        }
    }
}
