package dev.readiness.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records to a store on a thread of its own, and counts those that the store or the queue did not take. */
final class BestEffortQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BestEffortQueue.class);

    private final AuditStore store;
    private final InstantSource clock;
    private final Duration patienceAtClose;
    private final ThreadPoolExecutor thread;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean dropping = new AtomicBoolean();
    private volatile @Nullable Instant lastDropped;

    BestEffortQueue(AuditStore store, int capacity, InstantSource clock, Duration patienceAtClose) {
        this.store = store;
        this.clock = clock;
        this.patienceAtClose = patienceAtClose;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(capacity),
                task -> {
                    Thread daemon = new Thread(task, "readiness-audit-best-effort");
                    daemon.setDaemon(true);
                    return daemon;
                },
                (task, full) -> drop(1, null));
        thread.allowCoreThreadTimeOut(true);
    }

    /** Returns at once, whatever becomes of {@code entry}. */
    void offer(AuditRecord entry) {
        thread.execute(() -> store(entry));
    }

    long dropped() {
        return dropped.get();
    }

    Optional<Instant> lastDropped() {
        return Optional.ofNullable(lastDropped);
    }

    int waiting() {
        return thread.getQueue().size();
    }

    /** Waits a little for what is in the queue. The thread is never interrupted: some databases close their files then. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(patienceAtClose.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        List<Runnable> left = new ArrayList<>();
        thread.getQueue().drainTo(left);
        if (!left.isEmpty()) {
            drop(left.size(), null);
        }
    }

    private void store(AuditRecord entry) {
        try {
            store.append(entry);
            if (dropping.compareAndSet(true, false)) {
                LOG.warn("Audit records of best effort are stored again; {} were dropped", dropped);
            }
        } catch (RuntimeException ex) {
            drop(1, ex);
        }
    }

    /** Says so once, and not for each record: the log would be the next thing to fill up. */
    private void drop(int count, @Nullable RuntimeException cause) {
        dropped.addAndGet(count);
        lastDropped = clock.instant();
        if (dropping.compareAndSet(false, true)) {
            LOG.error("Audit records of best effort are dropped, because the store does not take them in time", cause);
        }
    }
}
