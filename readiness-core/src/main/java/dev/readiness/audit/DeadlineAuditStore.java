package dev.readiness.audit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for another store only so long. A call that hangs keeps a thread of this store and none of the application; when all
 * are kept, further calls fail at once.
 */
final class DeadlineAuditStore implements AuditStore {

    private static final int MOST_HANGING = 32;

    private final AuditStore store;
    private final Duration deadline;
    private final ThreadPoolExecutor threads;

    DeadlineAuditStore(AuditStore store, Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("'deadline' must be positive but is " + deadline);
        }
        this.store = store;
        this.deadline = deadline;
        this.threads = new ThreadPoolExecutor(0, MOST_HANGING, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread daemon = new Thread(task, "readiness-audit-store");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    @Override
    public void append(AuditRecord entry) {
        Future<?> call;
        try {
            call = threads.submit(() -> store.append(entry));
        } catch (RejectedExecutionException ex) {
            throw new AuditStoreException("The audit store is stuck (calls=" + MOST_HANGING + ")", ex);
        }
        await(call);
    }

    @Override
    public void appendInTransaction(AuditRecord entry) {
        if (store.joinsTransactions()) {
            store.appendInTransaction(entry); // The transaction is that of this thread.
        } else {
            append(entry);
        }
    }

    @Override
    public AuditPage read(AuditQuery query) {
        return store.read(query);
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public boolean joinsTransactions() {
        return store.joinsTransactions();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        store.close();
    }

    private void await(Future<?> call) {
        try {
            call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException ex) {
            throw ex.getCause() instanceof AuditStoreException known
                    ? known
                    : new AuditStoreException("The record was not stored", ex.getCause());
        } catch (TimeoutException ex) {
            throw new AuditStoreException(
                    "The audit store did not answer within " + deadline + " (calls=" + threads.getActiveCount() + ")",
                    ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AuditStoreException("Interrupted while the record was being stored", ex);
        }
    }
}
