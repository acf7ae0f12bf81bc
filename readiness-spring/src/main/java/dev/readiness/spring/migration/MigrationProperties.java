package dev.readiness.spring.migration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the rules about migrations. How to migrate is set with Spring Boot's own properties.
 *
 * @param enabled Whether the report says how the schema is changed and whether data lasts.
 */
@ConfigurationProperties("readiness.migration")
public record MigrationProperties(@DefaultValue("true") boolean enabled) {}
