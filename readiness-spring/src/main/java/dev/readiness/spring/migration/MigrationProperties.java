package dev.readiness.spring.migration;

import dev.readiness.migration.DriftPolicy;
import dev.readiness.migration.PreflightPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for migrations. Where they are and what Flyway does is set with Spring Boot's own properties.
 *
 * @param enabled Whether the report says how the schema is changed and whether data lasts.
 * @param run How the migrations of many processes that start at once are run.
 * @param preflight What happens to rows that pending migrations do not take.
 */
@ConfigurationProperties("readiness.migration")
public record MigrationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Run run,
        @DefaultValue Preflight preflight) {

    /**
     * How migrations are run.
     *
     * @param enabled Whether one process migrates at a time while the others wait and verify. PostgreSQL and H2.
     * @param lockTimeout How long a migration may wait for locks, and everybody else behind it; 0 for as long as it takes.
     *     PostgreSQL only.
     * @param retryFor For how long a migration that got no lock is tried again.
     * @param waitAtMost For how long to wait for another process that migrates.
     * @param drift What happens if the schema is not what the last migration left: warn or fail; nobody looks without it.
     *     PostgreSQL only.
     * @param keepReleased Whether scripts are refused that take away what the entities of the release before need. PostgreSQL
     *     only.
     * @param backup Whether a backup is taken before scripts that take rows or values away, where readiness.backup is set up.
     */
    public record Run(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("3s") Duration lockTimeout,
            @DefaultValue("10m") Duration retryFor,
            @DefaultValue("15m") Duration waitAtMost,
            @Nullable DriftPolicy drift,
            @DefaultValue("false") boolean keepReleased,
            @DefaultValue("true") boolean backup) {}

    /**
     * What is done before a run, with readiness.migration.run.enabled. PostgreSQL only.
     *
     * @param enabled Whether rows that pending migrations do not take are counted first.
     * @param policy What happens to them where no side file says anything else: fail or quarantine.
     * @param mostQuarantined How many rows may be moved for one check.
     * @param batch How many rows one transaction transforms.
     */
    public record Preflight(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("fail") PreflightPolicy policy,
            @DefaultValue("10000") long mostQuarantined,
            @DefaultValue("5000") int batch) {}
}
