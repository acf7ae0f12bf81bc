package dev.readiness.spring.health;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for health. Probes and their exposure are set with Spring Boot's own properties.
 *
 * @param enabled Whether health checks are handed to Actuator and the report looks at the probes.
 */
@ConfigurationProperties("readiness.health")
public record HealthProperties(@DefaultValue("true") boolean enabled) {}
