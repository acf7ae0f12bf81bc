package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * The versioned migrations of one schema.
 *
 * <p>Looking never changes anything, not even Flyway's own table. Emptying a schema is not offered here, and Flyway's own
 * {@code clean} stays disabled. Safe for use by many threads.
 */
public final class Migrations {

    private final Flyway flyway;

    private Migrations(Flyway flyway) {
        this.flyway = Objects.requireNonNull(flyway, "flyway");
    }

    /**
     * Returns the migrations found in {@code locations} for the schema behind {@code dataSource}.
     *
     * @param locations where the scripts are, for example {@code classpath:db/migration} or {@code filesystem:/srv/sql}
     * @throws IllegalArgumentException if no location is given
     */
    public static Migrations of(DataSource dataSource, String... locations) {
        Objects.requireNonNull(dataSource, "dataSource");
        if (locations.length == 0) {
            throw new IllegalArgumentException("'locations' must name at least one place, like classpath:db/migration");
        }
        return new Migrations(explained(() -> Flyway.configure()
                .dataSource(dataSource)
                .locations(locations)
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .load()));
    }

    /** Returns the migrations of a Flyway that somebody else configured. */
    public static Migrations of(Flyway flyway) {
        return new Migrations(flyway);
    }

    /**
     * Returns how far the schema has come.
     *
     * @throws MissingDatabaseModuleException if Flyway needs another artifact for this database
     * @throws FlywayException if the database or a script cannot be read
     */
    public MigrationState state() {
        return explained(() -> {
            MigrationInfoService info = flyway.info();
            return new MigrationState(
                    Optional.ofNullable(info.current())
                            .map(MigrationInfo::getVersion)
                            .map(MigrationVersion::getVersion),
                    scripts(info.all(), state -> state.isApplied() && !state.isFailed()),
                    scripts(info.pending(), state -> true),
                    scripts(info.all(), org.flywaydb.core.api.MigrationState::isFailed));
        });
    }

    /** Returns whether Flyway would empty the schema if it were told to. */
    boolean canClean() {
        return !flyway.getConfiguration().isCleanDisabled();
    }

    /** Returns whether Flyway takes a schema without history for one that is up to date. */
    boolean baselinesOnMigrate() {
        return flyway.getConfiguration().isBaselineOnMigrate();
    }

    /**
     * Brings the schema up to date and returns what that took.
     *
     * @throws MissingDatabaseModuleException if Flyway needs another artifact for this database
     * @throws FlywayException if a migration fails, or an applied one was changed afterwards
     */
    public MigrationRun migrate() {
        return explained(() -> {
            MigrateResult result = flyway.migrate();
            List<String> applied =
                    result.migrations.stream().map(Migrations::scriptOf).toList();
            return new MigrationRun(Optional.ofNullable(result.initialSchemaVersion), applied);
        });
    }

    /**
     * Judges the pending scripts against the live schema, with its version and the number of its rows. For PostgreSQL.
     *
     * @throws UnreadableMigrationException if a pending migration is no script that can be read, like one written in Java
     * @throws SQLException if the database does not answer
     * @throws MissingDatabaseModuleException if Flyway needs another artifact for this database
     */
    public LintReport lintPending() throws SQLException {
        PendingScripts scripts = new PendingScripts(flyway.getConfiguration());
        List<MigrationScript> pending = scripts.read(state().pending());
        if (pending.isEmpty()) {
            return new LintReport(List.of(), List.of());
        }
        return MigrationLint.of(scripts.context()).lint(List.of(), pending);
    }

    /**
     * Returns what Flyway's validation finds if the same migrations are held against another database; empty if it finds nothing.
     * Changes nothing.
     *
     * @param other for example a restored copy
     */
    public List<String> problemsIn(DataSource other) {
        return explained(() -> Flyway.configure(flyway.getConfiguration().getClassLoader())
                .configuration(flyway.getConfiguration())
                .dataSource(other)
                .load()
                .validateWithResult()
                .invalidMigrations
                .stream()
                .map(invalid -> invalid.version + " " + invalid.description + ": " + invalid.errorDetails.errorCode)
                .toList());
    }

    SchemaDrift drift() {
        return SchemaDrift.of(flyway);
    }

    /** Returns the name of the database product. */
    String product() throws SQLException {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        }
    }

    private static List<String> scripts(
            MigrationInfo[] migrations, Predicate<org.flywaydb.core.api.MigrationState> filter) {
        return Arrays.stream(migrations)
                .filter(migration -> filter.test(migration.getState()))
                .map(MigrationInfo::getScript)
                .toList();
    }

    static String scriptOf(MigrateOutput output) {
        // A migration written in Java has no file.
        String file = output.filepath.isEmpty() ? output.description : output.filepath;
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    static <T> T explained(Supplier<T> action) {
        try {
            return action.get();
        } catch (FlywayException ex) {
            throw MissingDatabaseModuleException.recognise(ex)
                    .map(RuntimeException.class::cast)
                    .orElse(ex);
        }
    }
}
