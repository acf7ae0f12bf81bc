package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * The right to migrate one schema, which one session of the database has at a time and which ends with it, whatever ends it.
 * Safe for use by the thread that migrates and the one that keeps the session alive.
 */
interface MigrationLease extends AutoCloseable {

    /** Returns whether the right is this session's now. */
    boolean tryAcquire() throws SQLException;

    /** Returns who has it and how far that is, if somebody has it. */
    Optional<String> owner() throws SQLException;

    /** Tells others how far this session is; called every few seconds, so that no firewall takes it for dead. */
    void say(String step) throws SQLException;

    /** Returns whether this session still has the right. */
    boolean isHeld() throws SQLException;

    /** Gives the right back, and the session to where it came from. */
    @Override
    void close();

    /** Returns a lease that is not acquired yet, on a session of its own. */
    static MigrationLease open(Configuration flyway, String node) throws SQLException {
        Connection connection = flyway.getDataSource().getConnection();
        String product = connection.getMetaData().getDatabaseProductName();
        String history = Optional.ofNullable(flyway.getDefaultSchema())
                        .or(() -> flyway.getSchemas().length == 0
                                ? Optional.empty()
                                : Optional.of(flyway.getSchemas()[0]))
                        .orElse(String.valueOf(connection.getSchema()))
                + "." + flyway.getTable();
        if (product.equals("PostgreSQL")) {
            return new PostgresLease(connection, flyway.getDataSource(), history, node);
        }
        if (product.equals("H2")) {
            return new H2Lease(connection, flyway.getDataSource(), history, node);
        }
        connection.close();
        throw new SafeMigrationException("One migrator is known on PostgreSQL and H2 only, and this is " + product
                + "; let Flyway migrate by itself there, with readiness.migration.run.enabled=false.");
    }
}
