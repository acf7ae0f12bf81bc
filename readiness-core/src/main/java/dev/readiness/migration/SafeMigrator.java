package dev.readiness.migration;

import dev.readiness.migration.MigrationProgress.Step;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Flyway's migrations so that many processes may start at once: one of them migrates, the others wait, verify the version,
 * and go on. For PostgreSQL and H2.
 *
 * <pre>{@code
 * MigrationOutcome outcome = SafeMigrator.of(flyway).migrate();
 * }</pre>
 *
 * <p>The right to migrate is a lock of a session of its own, and ends with it, whatever happens to the process. On PostgreSQL a
 * migration that waits for a lock gives up after the lock time-out and is tried again, so that nobody waits behind it for long;
 * {@code CONCURRENTLY} works, because Flyway's own lock is made one of a session too. Needs up to four connections at a time.
 * Never empties a schema. Immutable; safe for use by many threads.
 */
public final class SafeMigrator {

    private static final Logger LOGGER = LoggerFactory.getLogger(SafeMigrator.class);

    private final Flyway flyway;
    private final MigratorSettings settings;
    private final Consumer<MigrationProgress> listener;
    private final List<MigrationGuard> guards;
    private final Optional<DriftPolicy> drift;

    private SafeMigrator(
            Flyway flyway,
            MigratorSettings settings,
            Consumer<MigrationProgress> listener,
            List<MigrationGuard> guards,
            Optional<DriftPolicy> drift) {
        this.flyway = flyway;
        this.settings = settings;
        this.listener = listener;
        this.guards = List.copyOf(guards);
        this.drift = drift;
    }

    /** Returns a migrator with the configuration of {@code flyway}, callbacks included, which itself stays as it is. */
    public static SafeMigrator of(Flyway flyway) {
        return new SafeMigrator(
                Objects.requireNonNull(flyway, "flyway"),
                MigratorSettings.defaults(),
                progress -> LOGGER.info("Schema: {}", progress),
                List.of(),
                Optional.empty());
    }

    /** Returns the same migrator with other settings. */
    public SafeMigrator with(MigratorSettings other) {
        return new SafeMigrator(flyway, Objects.requireNonNull(other, "other"), listener, guards, drift);
    }

    /** Returns the same migrator that also tells {@code another}, on the thread that migrates. */
    public SafeMigrator telling(Consumer<MigrationProgress> another) {
        return new SafeMigrator(flyway, settings, listener.andThen(another), guards, drift);
    }

    /** Returns the same migrator that first looks for rows which do not fit, on PostgreSQL. */
    public SafeMigrator with(PreflightSettings preflight) {
        return guarded(Preflight.of(flyway, preflight)::enforce);
    }

    /** Returns the same migrator that refuses scripts which break the release that runs, on PostgreSQL. */
    public SafeMigrator keeping(ReleasedNeeds needs) {
        return guarded(() -> {
            List<String> broken = needs.broken(flyway);
            if (!broken.isEmpty()) {
                throw new SafeMigrationException(
                        "Nothing was migrated, because the release that runs, and that you would go"
                                + " back to, needs what these take away, or could not insert any more:\n  "
                                + String.join("\n  ", broken)
                                + "\nRelease a version first that does not need it, with everything else, and then these.");
            }
            return List.of();
        });
    }

    /**
     * Returns the same migrator that has a backup taken before scripts which take rows or values away, or which it does not
     * understand; on every database that it migrates, and not before the first migration of all.
     *
     * @param backup takes the backup, and is told what may be lost, one line for each statement; if it throws, nothing is migrated
     */
    public SafeMigrator backingUp(Consumer<List<String>> backup) {
        return guarded(new BackupGuard(flyway, Objects.requireNonNull(backup, "backup")));
    }

    /** Returns the same migrator that records what it left, and looks at each start whether that is still so, on PostgreSQL. */
    public SafeMigrator watchingDrift(DriftPolicy policy) {
        return new SafeMigrator(flyway, settings, listener, guards, Optional.of(policy));
    }

    private SafeMigrator guarded(MigrationGuard another) {
        return new SafeMigrator(
                flyway,
                settings,
                listener,
                Stream.concat(guards.stream(), Stream.of(another)).toList(),
                drift);
    }

    /**
     * Returns who migrates at this moment, with its node and how far it is.
     *
     * @throws SQLException if the database does not answer
     */
    public Optional<String> owner() throws SQLException {
        try (MigrationLease lease = MigrationLease.open(flyway.getConfiguration(), node())) {
            return lease.owner();
        }
    }

    /**
     * Brings the schema to the version of this application, or waits until another process has.
     *
     * @throws SafeMigrationException if that did not come to pass; the message says why, and what to do
     * @throws MissingDatabaseModuleException if Flyway needs another artifact for this database
     * @throws FlywayException if a migration fails
     */
    public MigrationOutcome migrate() {
        try (MigrationLease lease = MigrationLease.open(flyway.getConfiguration(), node())) {
            MigrationOutcome outcome = new MigratorRun(flyway, settings, listener, lease, guards, drift).run();
            outcome.warnings().forEach(warning -> LOGGER.warn("Schema: {}", warning));
            listener.accept(new MigrationProgress(Step.DONE, "up to date"));
            return outcome;
        } catch (SQLException ex) {
            throw new SafeMigrationException("The database did not answer, and nothing more was migrated", ex);
        } catch (FlywayException ex) {
            throw MigrationFailure.explained(ex, flyway);
        }
    }

    private static String node() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException ex) {
            host = "unknown";
        }
        return "process " + ProcessHandle.current().pid() + " of " + host;
    }
}
