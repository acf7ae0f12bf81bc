package dev.readiness.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database that can be backed up and made again. Get one from a factory method; safe for use by many threads. */
public abstract sealed class BackupDatabase permits PostgresDatabase, H2Database {

    BackupDatabase() {}

    /**
     * Returns a PostgreSQL, version 14 or later, with PostgreSQL's own JDBC driver.
     *
     * @param live the database to back up; needs to be readable by the user, row security included
     * @param schema writes down and compares the schema
     * @param scratch where databases for tested restores may be made and dropped; without it none is tested
     */
    public static BackupDatabase postgres(DataSource live, SchemaReader schema, @Nullable ScratchServer scratch) {
        return new PostgresDatabase(live, schema, scratch);
    }

    /**
     * Returns an H2, version 2 or later. Each restore is tested in a database of this process, in an encrypted temporary file.
     *
     * @param live the database to back up; its user must have admin rights
     */
    public static BackupDatabase h2(DataSource live) {
        return new H2Database(live);
    }

    /** Returns whether there is a place where a restore can be tested. */
    public abstract boolean isTestable();

    /** Writes everything but the manifest, from one snapshot, and returns the manifest. */
    abstract BackupManifest write(ArchiveWriter archive, Instant now) throws SQLException, IOException;

    /**
     * Makes what the archive holds in an empty database, and commits only if it holds then what the manifest says.
     *
     * @throws BackupException if the target is not empty, or holds something else afterwards; it is empty again
     */
    abstract void load(ArchiveReader archive, BackupManifest manifest, Connection target)
            throws SQLException, IOException;

    /** Returns the names of the parts that a backup with this manifest has, in order, without the manifest itself. */
    abstract List<String> parts(BackupManifest manifest);

    /** Returns what differs in the schema of a restored database, as lines without data. */
    abstract List<String> differences(BackupManifest manifest, Connection restored) throws SQLException;

    /** Makes an empty database with the same settings. */
    abstract ScratchDatabase scratch(BackupManifest manifest) throws SQLException;
}
