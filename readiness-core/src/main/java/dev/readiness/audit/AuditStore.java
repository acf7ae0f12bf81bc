package dev.readiness.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Keeps audit records.
 *
 * <p>A store keeps every record that it accepted, whole, and offers no way to change or remove one. Of records with the
 * same id it keeps the first. It is safe for use by many threads. {@code AuditStoreContract} in the test jar states the
 * same rules as tests; a store that passes it is a valid one.
 */
public interface AuditStore extends AutoCloseable {

    /**
     * Stores {@code entry}, whatever becomes of the caller's transaction.
     *
     * @throws AuditStoreException if the record was not stored
     */
    void append(AuditRecord entry);

    /**
     * Stores {@code entry} together with the caller's work: where the store {@link #joinsTransactions() joins} the
     * transaction that is running, the record is committed or rolled back with it. Everywhere else this is
     * {@link #append}.
     *
     * @throws AuditStoreException if the record was not stored; the caller's work must then fail too
     */
    default void appendInTransaction(AuditRecord entry) {
        append(entry);
    }

    /** Returns the page that {@code query} asks for, never more than its limit. */
    AuditPage read(AuditQuery query);

    /** Returns whether records outlive the process. */
    boolean isDurable();

    /** Returns whether a record can be part of the caller's transaction. */
    default boolean joinsTransactions() {
        return false;
    }

    /** Lets go of what the store holds open. Called once, after the last record. */
    @Override
    default void close() {}

    /** Returns a store that keeps records in memory, without a bound, and loses them when the process ends. For tests. */
    static AuditStore inMemory() {
        return new InMemoryAuditStore();
    }

    /**
     * Returns a store that keeps records in {@code file}, one line each, created if absent.
     *
     * <p>A record is acknowledged after it was forced to the disk; threads that write at the same time share one force.
     * One store at a time may have the file open.
     *
     * @throws AuditStoreException if the file cannot be opened, is in use, or is damaged
     */
    static AuditStore file(Path file) {
        return FileAuditStore.open(file);
    }

    /**
     * Returns a store that keeps records in the table of {@link AuditTable}, which must exist, each in a transaction of
     * its own.
     */
    static AuditStore jdbc(DataSource dataSource) {
        return jdbc(dataSource, CallersConnection.NONE);
    }

    /**
     * Returns a store that keeps records in the table of {@link AuditTable}, which must exist.
     *
     * @param dataSource gives a connection of its own to each record that must outlive a rollback, and to each query
     * @param callers gives the connection whose transaction a record joins
     */
    static AuditStore jdbc(DataSource dataSource, CallersConnection callers) {
        return new JdbcAuditStore(dataSource, callers, null, null);
    }

    /**
     * Returns a store that keeps records in the table of {@link AuditTable}, which must exist, and marks each row, so that
     * {@link AuditSealer} with the same key seals only what was written by a holder of the key.
     */
    static AuditStore jdbc(DataSource dataSource, CallersConnection callers, AuditKey key) {
        return new JdbcAuditStore(dataSource, callers, Objects.requireNonNull(key, "key"), null);
    }

    /**
     * Returns that store with a receipt for each record that was committed, so that {@link AuditSealer} with the same receipts
     * misses what is removed before it is sealed. Records of transactions whose end {@code callers} does not know have none.
     */
    static AuditStore jdbc(DataSource dataSource, CallersConnection callers, AuditKey key, AuditReceipts receipts) {
        return new JdbcAuditStore(
                dataSource, callers, Objects.requireNonNull(key, "key"), Objects.requireNonNull(receipts, "receipts"));
    }

    /**
     * Returns {@code store} with a limit to how long it may take to store a record: when it hangs, the application does not.
     * A record that was given up may have been stored nevertheless. What joins the caller's transaction is stored on the
     * caller's thread, without this limit; there the driver's time-outs count.
     */
    static AuditStore withDeadline(AuditStore store, Duration deadline) {
        return new DeadlineAuditStore(store, deadline);
    }

    /**
     * Returns {@code store} with files in {@code directory} for what it does not take. A record there is forced to the disk
     * before it counts as stored, survives a restart, and goes to the store when that takes records again; until then it is
     * not read. If neither takes it, it is refused. What joins the caller's transaction is never spilled: it belongs to work
     * that the same database has just refused.
     *
     * @param retry how often to look whether the store takes records again
     */
    static AuditStore spilling(AuditStore store, Path directory, Duration retry) {
        return new SpillingAuditStore(store, directory, retry);
    }
}
