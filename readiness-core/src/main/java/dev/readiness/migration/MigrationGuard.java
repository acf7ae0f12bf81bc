package dev.readiness.migration;

import java.sql.SQLException;
import java.util.List;

/** Looks at what is pending before it runs, while this process has the right to migrate. */
interface MigrationGuard {

    /**
     * Returns what somebody should know, one sentence each.
     *
     * @throws SafeMigrationException if nothing may be migrated
     */
    List<String> beforeMigrating() throws SQLException;

    /** Returns whether this is of use on other databases than PostgreSQL. */
    default boolean isForAnyDatabase() {
        return false;
    }
}
