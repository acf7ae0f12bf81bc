package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRetention;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Lets the retention run while the application does; nodes that start together do not run together. */
final class RetentionLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionLifecycle.class);

    private static final Duration LONGEST_FIRST_WAIT = Duration.ofMinutes(10);

    private final AuditRetention retention;
    private final Duration every;
    private @Nullable ScheduledExecutorService thread;
    private @Nullable ScheduledFuture<?> rounds;

    RetentionLifecycle(AuditRetention retention, Duration every) {
        this.retention = retention;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "readiness-audit-retention");
            daemon.setDaemon(true);
            return daemon;
        });
        long most = Math.min(every.toMillis(), LONGEST_FIRST_WAIT.toMillis());
        long first = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        rounds = thread.scheduleWithFixedDelay(this::run, first, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does not interrupt: what is under way is a small transaction, and the next start goes on. */
    @Override
    public synchronized void stop() {
        if (thread != null && rounds != null) {
            rounds.cancel(false);
            thread.shutdown();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            long removed = retention.run();
            if (removed > 0) {
                LOG.info("Removed {} audit records that were older than {}", removed, retention.keep());
            }
        } catch (RuntimeException ex) {
            LOG.error("The retention of the audit trail failed; records are kept longer than they have to be", ex);
        }
    }
}
