package dev.readiness.spring.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the drain on Spring Boot 3.5, where nothing of ours sees the probes of the load balancer: it waits
 * for as long as is set.
 */
@AutoConfiguration
@ConditionalOnClass(name = EarlierBootHealth.MARKER)
@ConditionalOnBooleanProperty(name = "readiness.health.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HealthProperties.class)
public final class EarlierDrainAutoConfiguration {

    private static final Logger LOGGER = LoggerFactory.getLogger(EarlierDrainAutoConfiguration.class);

    EarlierDrainAutoConfiguration() {}

    @Bean("readinessHealthDrainLifecycle")
    @Lazy(false)
    @ConditionalOnBooleanProperty("readiness.health.drain.enabled")
    DrainLifecycle healthDrainLifecycle(
            HealthProperties properties, Environment environment, ApplicationContext context) {
        List<String> problems =
                DrainSettings.of(properties.drain(), environment).problems();
        if (!problems.isEmpty()) {
            throw new InvalidHealthSettingsException(problems);
        }
        return DrainLifecycle.blind(() -> await(properties.drain().delay()), context);
    }

    private static void await(Duration delay) {
        LOGGER.info("Draining: readiness is down, and requests are served for {}", delay);
        try {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            LOGGER.info("Drained: the load balancer has had its time");
        } catch (InterruptedException ex) {
            // Whoever stops the process has no more patience.
            Thread.currentThread().interrupt();
        }
    }
}
