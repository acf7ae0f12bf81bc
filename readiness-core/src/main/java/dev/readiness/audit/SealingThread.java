package dev.readiness.audit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a sealer work at an interval, on a daemon thread, and one last time when it is closed. */
public final class SealingThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SealingThread.class);

    private final AuditSealer sealer;
    private final Duration patience;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> rounds;
    private @Nullable String lastProblem;

    private SealingThread(AuditSealer sealer, Duration interval, Duration patience) {
        this.sealer = sealer;
        this.patience = patience;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "readiness-audit-sealer");
            daemon.setDaemon(true);
            return daemon;
        });
        this.rounds = thread.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts to seal every {@code interval}.
     *
     * @param patience how long {@link #close} waits for the last round
     */
    public static SealingThread start(AuditSealer sealer, Duration interval, Duration patience) {
        return new SealingThread(sealer, interval, patience);
    }

    /** Seals what is left, publishes the last checkpoint, and ends the thread and the sealer. */
    @Override
    public void close() {
        rounds.cancel(false);
        thread.execute(this::lastRound);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "The audit trail is still being sealed after {}; the rest is sealed at the next start",
                        patience);
                thread.shutdownNow();
            }
        } catch (InterruptedException ex) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void lastRound() {
        try (sealer) {
            sealer.sealAll();
        } catch (RuntimeException ex) {
            report(ex);
        }
    }

    private void round() {
        try {
            sealer.seal();
            lastProblem = null;
        } catch (RuntimeException ex) {
            report(ex);
        }
    }

    /** Says once what is wrong, and not each second. */
    private void report(RuntimeException ex) {
        String problem = String.valueOf(ex.getMessage());
        if (problem.equals(lastProblem)) {
            return;
        }
        lastProblem = problem;
        if (ex instanceof AuditTamperedException) {
            LOG.error("AUDIT TRAIL TAMPERED WITH: {}. Nothing more is sealed", problem);
        } else {
            LOG.error("Cannot seal the audit trail", ex);
        }
    }
}
