package dev.readiness.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process acknowledged and has not seen sealed, kept outside the database: a record that somebody removes or changes
 * between its commit and the next checkpoint is missed, and named.
 *
 * <p>A receipt is made after the commit, from the bytes that were stored, and lasts until {@link AuditSealer} has seen the record
 * in a tree that it remembers. The same object belongs to the store and to the sealer of a process. It keeps at most
 * {@value #MOST} receipts, which is far more than a sealer that works leaves; what is above is not watched, and logged.
 *
 * <p>Safe for use by many threads. Making a receipt never fails: the record is committed by then.
 */
public final class AuditReceipts implements AutoCloseable {

    /** Action of the record that names what was acknowledged and is gone. */
    public static final String LOST = "audit.record.lost";

    /** Most receipts at a time. */
    public static final int MOST = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditReceipts.class);

    private final Map<UUID, Receipt> waiting = new ConcurrentHashMap<>();
    private final AtomicLong unwatched = new AtomicLong();
    private final @Nullable ReceiptFiles files;

    private AuditReceipts(@Nullable ReceiptFiles files) {
        this.files = files;
    }

    /** Returns receipts that end with the process: what is removed then, before it was sealed, is not missed. */
    public static AuditReceipts inMemory() {
        return new AuditReceipts(null);
    }

    /**
     * Returns receipts that outlive the process, in files of {@code directory}, which must not be writable with the credentials
     * of the database. They are written and not forced: they survive the end of the process, and not that of the machine.
     *
     * <p>Processes may share the directory. Each has files of its own, and takes over those of processes that have ended.
     *
     * @param key marks what is written there
     * @throws AuditStoreException if the directory cannot be used
     */
    public static AuditReceipts in(Path directory, AuditKey key) {
        AuditReceipts receipts = new AuditReceipts(new ReceiptFiles(directory, key));
        receipts.adopt();
        return receipts;
    }

    /** Returns the number of records that were acknowledged and not seen sealed yet. */
    public int waiting() {
        return waiting.size();
    }

    /** Lets go of the files; those that are still needed are taken over by the next process. */
    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }

    /** Notes that the record {@code id} was committed as {@code content}. */
    void acknowledge(UUID id, String content) {
        if (waiting.size() >= MOST) {
            if (unwatched.getAndIncrement() == 0) {
                LOG.error(
                        "{} audit records wait to be sealed; whether those after them get there is not watched", MOST);
            }
            return;
        }
        String leaf = Receipt.leafOf(content);
        waiting.put(id, files == null ? new Receipt(id, leaf, null) : files.write(id, leaf));
    }

    /** Takes over what processes left that have ended. */
    void adopt() {
        if (files != null) {
            files.adopt().forEach(receipt -> waiting.put(receipt.id(), receipt));
        }
    }

    List<Receipt> unsettled() {
        return List.copyOf(waiting.values());
    }

    /** Notes that {@code leaf} is in the tree; that of another record under the same id settles nothing. */
    void settle(UUID id, String leaf) {
        Receipt receipt = waiting.get(id);
        if (receipt != null && receipt.leaf().equals(leaf)) {
            drop(receipt);
        }
    }

    boolean isWaiting(Receipt receipt) {
        return receipt.equals(waiting.get(receipt.id()));
    }

    /** Forgets a receipt: its record is sealed, or it was reported. */
    void drop(Receipt receipt) {
        if (waiting.remove(receipt.id(), receipt) && files != null && receipt.file() != null) {
            files.settle(receipt.file());
        }
    }
}
