package dev.readiness.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes backups and tests restores when they are due. When that is follows from the directory, so that a restart neither forgets
 * nor repeats one, and several processes with one directory do not each take their own.
 */
public final class BackupSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);

    private static final Duration LOOK = Duration.ofMinutes(1);

    /** After a failure; a backup is too heavy to be tried at every look. */
    private static final Duration RETRY = Duration.ofMinutes(15);

    private final Backups backups;
    private final Duration every;
    private final Optional<Duration> testEvery;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(BackupSchedule::daemon);

    private Instant notBefore = Instant.MIN;

    /**
     * Creates a schedule that is not running.
     *
     * @param every from one backup to the next
     * @param testEvery from one tested restore to the next, or nothing if none is tested here
     */
    public BackupSchedule(Backups backups, Duration every, Optional<Duration> testEvery) {
        this.backups = Objects.requireNonNull(backups, "backups");
        this.every = Objects.requireNonNull(every, "every");
        this.testEvery = testEvery;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "readiness-backup");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to look, once a minute, on one thread. */
    public void start() {
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does what is due now. */
    void look() {
        Instant now = backups.clock().instant();
        if (now.isBefore(notBefore)) {
            return;
        }
        try {
            BackupState state = backups.state();
            if (isDue(state.lastBackup(), every, now)) {
                LOG.info("Backed up to {}", backups.run());
            }
            if (testEvery.isPresent() && isDue(state.lastTest().map(RestoreEvidence::testedAt), testEvery.get(), now)) {
                report(backups.testNewest());
            }
        } catch (RuntimeException ex) {
            notBefore = now.plus(RETRY);
            LOG.error("Backup failed, trying again in {} min", RETRY.toMinutes(), ex);
        }
    }

    private static void report(RestoreEvidence evidence) {
        if (evidence.passed()) {
            LOG.info(
                    "Restored {} with {} rows and compared it in {}",
                    evidence.backup(),
                    evidence.rows(),
                    evidence.took());
        } else {
            LOG.error("The restore of {} is not proven: {}", evidence.backup(), evidence.problems());
        }
        if (!evidence.leftOut().isEmpty()) {
            LOG.warn("Not in the backup {}: {}", evidence.backup(), evidence.leftOut());
        }
    }

    private static boolean isDue(Optional<Instant> last, Duration every, Instant now) {
        return last.isEmpty() || !last.get().plus(every).isAfter(now);
    }

    /** Ends; a backup that is running is broken off and leaves no file. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
