package dev.readiness.spring.backup;

import dev.readiness.PostgresSchema;
import dev.readiness.backup.BackupDatabase;
import dev.readiness.backup.BackupKey;
import dev.readiness.backup.BackupSettings;
import dev.readiness.backup.Backups;
import dev.readiness.backup.RestoreCheck;
import dev.readiness.backup.ScratchServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** The settings of backups, found free of contradictions. */
final class BackupPlan {

    private final Path directory;
    private final BackupKey key;
    private final BackupSettings settings;
    private final BackupDatabase database;

    private BackupPlan(Path directory, BackupKey key, BackupSettings settings, BackupDatabase database) {
        this.directory = directory;
        this.key = key;
        this.settings = settings;
        this.database = database;
    }

    /**
     * Returns the plan that {@code properties} make.
     *
     * @param live the one database of the application, if it has one
     * @throws BackupSettingsException with everything that is wrong
     */
    static BackupPlan of(BackupProperties properties, @Nullable DataSource live) {
        List<String> problems = new ArrayList<>();
        String secret = properties.key();
        if (secret == null) {
            problems.add(
                    "'readiness.backup.directory' is set, but 'readiness.backup.key' is not, and nothing is backed up"
                            + " without being encrypted");
        }
        Optional<BackupKey> key = secret == null
                ? Optional.empty()
                : valid("readiness.backup.key", () -> BackupKey.parse(secret), problems);
        Optional<BackupSettings> settings = valid("readiness.backup", properties::toSettings, problems);
        if (properties.every().compareTo(properties.maxAge()) > 0
                || properties.every().isNegative()
                || properties.every().isZero()) {
            problems.add("'readiness.backup.every' must be positive and not longer than 'readiness.backup.max-age' ("
                    + properties.maxAge() + ") but is " + properties.every());
        }
        Optional<Optional<ScratchServer>> scratch =
                valid("readiness.backup.scratch.url", () -> properties.scratch().toServer(), problems);
        if (live == null) {
            problems.add(
                    "'readiness.backup.directory' is set, but there is not exactly one DataSource; define a bean of type"
                            + " Backups for the one to back up");
        }
        if (!problems.isEmpty() || live == null) {
            throw new BackupSettingsException(problems);
        }
        return new BackupPlan(
                Objects.requireNonNull(properties.directory()),
                key.orElseThrow(),
                settings.orElseThrow(),
                database(live, scratch.orElseThrow().orElse(null)));
    }

    private static <T> Optional<T> valid(String where, Supplier<T> value, List<String> problems) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException ex) {
            problems.add("'" + where + "' cannot be used: " + ex.getMessage());
            return Optional.empty();
        }
    }

    private static BackupDatabase database(DataSource live, @Nullable ScratchServer scratch) {
        boolean hasPostgres = isPresent("org.postgresql.PGConnection");
        boolean hasH2 = isPresent("org.h2.jdbcx.JdbcDataSource");
        if (!hasPostgres && !hasH2) {
            throw new BackupSettingsException(
                    List.of("Only PostgreSQL and H2 can be backed up, and neither org.postgresql:postgresql nor"
                            + " com.h2database:h2 is on the class path; for another database attest the backup that is made"
                            + " outside"));
        }
        boolean isH2 = hasH2 && (!hasPostgres || product(live).equals("H2"));
        if (isH2 && scratch != null) {
            throw new BackupSettingsException(
                    List.of("'readiness.backup.scratch.url' is set, but restores of H2 are tested in this process;"
                            + " remove it"));
        }
        return isH2 ? BackupDatabase.h2(live) : BackupDatabase.postgres(live, new PostgresSchema(), scratch);
    }

    /** A database that is away for now is taken for the one that can be away. */
    private static String product(DataSource live) {
        try (Connection connection = live.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException ex) {
            return "";
        }
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, BackupPlan.class.getClassLoader());
    }

    Backups backups(Map<String, RestoreCheck> checks) {
        return Backups.of(database, directory, key).with(settings, checks);
    }
}
