package dev.readiness.spring.backup;

import dev.readiness.backup.BackupSettings;
import dev.readiness.backup.ScratchServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for backups of a PostgreSQL or an H2. A logical backup is not point-in-time recovery.
 *
 * @param directory Where backups are kept, best on another machine; backups are off without it.
 * @param key 32 random bytes as Base64, as "openssl rand -base64 32" makes them; a secret, kept apart from the backups.
 * @param every From one backup to the next.
 * @param maxAge How old the newest backup may be.
 * @param maxTestAge How long ago the last tested restore may be.
 * @param objective How long a restore may take.
 * @param keep How long backups are kept.
 * @param keepAtLeast How many of the newest are kept whatever their age.
 * @param invariants Queries that must find no row in a restored database, by what is claimed.
 * @param scratch Where restores are tested, of H2 always in the same process.
 */
@ConfigurationProperties("readiness.backup")
public record BackupProperties(
        @Nullable Path directory,
        @Nullable String key,
        @DefaultValue("24h") Duration every,
        @DefaultValue("25h") Duration maxAge,
        @DefaultValue("30d") Duration maxTestAge,
        @DefaultValue("1h") Duration objective,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("7") int keepAtLeast,
        @DefaultValue Map<String, String> invariants,
        @DefaultValue Scratch scratch) {

    /**
     * Where restores are tested. A database is made for each test, and dropped.
     *
     * @param url JDBC URL of any existing database on a PostgreSQL server; without it no restore is tested. Not
     *     for H2.
     * @param username A user that may create databases.
     * @param password The password of the user.
     * @param every From one tested restore to the next.
     */
    public record Scratch(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("7d") Duration every) {

        Optional<ScratchServer> toServer() {
            return Optional.ofNullable(url).map(address -> ScratchServer.of(address, username, password));
        }

        /** Without the address and the password. */
        @Override
        public String toString() {
            return "Scratch[every=" + every + "]";
        }
    }

    BackupSettings toSettings() {
        return new BackupSettings(maxAge, maxTestAge, objective, keep, keepAtLeast);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "BackupProperties[directory=" + directory + "]";
    }
}
