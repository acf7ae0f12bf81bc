package dev.readiness.migration;

import java.util.Locale;

/**
 * The locks that PostgreSQL takes on tables, from the weakest to the strongest (its documentation, "Explicit Locking").
 */
public enum TableLock {
    /** No table is locked. */
    NONE("nothing"),
    /** What a SELECT takes. */
    ACCESS_SHARE("only a DROP or an ALTER"),
    /** What SELECT … FOR UPDATE takes. */
    ROW_SHARE("only a DROP or an ALTER"),
    /** What INSERT, UPDATE and DELETE take. */
    ROW_EXCLUSIVE("only the building of an index, and schema changes"),
    /** What VACUUM, VALIDATE CONSTRAINT and CREATE INDEX CONCURRENTLY take. */
    SHARE_UPDATE_EXCLUSIVE("other schema changes"),
    /** What CREATE INDEX takes. */
    SHARE("writes"),
    /** What adding a foreign key or a trigger takes. */
    SHARE_ROW_EXCLUSIVE("writes"),
    /** What REFRESH MATERIALIZED VIEW CONCURRENTLY takes. */
    EXCLUSIVE("writes"),
    /** What most forms of ALTER TABLE take. */
    ACCESS_EXCLUSIVE("reads and writes");

    private final String blocks;

    TableLock(String blocks) {
        this.blocks = blocks;
    }

    /** Returns what others cannot do meanwhile, in words. */
    public String blocks() {
        return blocks;
    }

    /** Returns whether others cannot write, or not even read, while the lock is held. */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** Returns the lock in PostgreSQL's words, {@code ACCESS EXCLUSIVE}. */
    @Override
    public String toString() {
        return name().replace('_', ' ');
    }

    /** Returns the lock that {@code pg_locks} calls {@code AccessExclusiveLock}. */
    static TableLock ofMode(String mode) {
        String words = mode.replace("Lock", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return valueOf(words.toUpperCase(Locale.ROOT));
    }
}
