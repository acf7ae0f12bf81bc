package dev.readiness.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads that write at the same time share one force.
 *
 * <p>The first thread of a batch leads it: it waits until the batch before is on the disk, closes its own to newcomers,
 * and writes it. The others wait for the leader. There is no thread of our own and no hand-over between threads, so a
 * single writer pays one force and nothing else.
 *
 * <p>After a failed write or force the state of the file is not known, and a second force may report success for data that
 * is lost. So the first failure is the last: every later write is refused.
 */
final class GroupCommit {

    /** Writes bytes so that they survive a loss of power. */
    @FunctionalInterface
    interface DurableWrite {

        void write(byte[] bytes) throws IOException;
    }

    private final DurableWrite target;
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Batch open;
    private volatile @Nullable Throwable failure;

    GroupCommit(DurableWrite target) {
        this.target = target;
    }

    /** Returns when {@code bytes} are on the disk. */
    void write(byte[] bytes) {
        Batch batch;
        boolean leads;
        synchronized (this) {
            leads = open == null;
            if (open == null) {
                open = new Batch();
            }
            batch = open;
            batch.bytes.writeBytes(bytes);
        }
        if (leads) {
            lead(batch);
        }
        await(batch);
    }

    /** Returns how many bytes wait for the next force. */
    synchronized int waitingBytes() {
        return open == null ? 0 : open.bytes.size();
    }

    private void lead(Batch batch) {
        writing.lock();
        try {
            synchronized (this) {
                open = null;
            }
            if (failure != null) {
                throw new IOException("A write before this one failed", failure);
            }
            target.write(batch.bytes.toByteArray());
            batch.done.complete(null);
        } catch (IOException | RuntimeException | Error ex) {
            failure = ex;
            batch.done.completeExceptionally(ex);
        } finally {
            writing.unlock();
        }
    }

    private static void await(Batch batch) {
        try {
            batch.done.join();
        } catch (CompletionException ex) {
            throw new AuditStoreException("The record was not stored; restart to go on", ex.getCause());
        }
    }

    private static final class Batch {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    }
}
