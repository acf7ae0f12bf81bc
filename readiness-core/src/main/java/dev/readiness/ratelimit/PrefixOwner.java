package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says from time to time in the store who uses its prefix, and notices when somebody else has said so since: two
 * applications that count under one prefix use up each other's limits.
 */
final class PrefixOwner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrefixOwner.class);

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** So long after the last sign of it another application counts as being there. */
    private static final Duration KEEP = EVERY.multipliedBy(10);

    private final SharedBuckets buckets;
    private final String prefix;
    private final long self;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "readiness-rate-limit-prefix");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean met;
    private volatile long metAt;

    PrefixOwner(SharedBuckets buckets, String prefix, long self, LongSupplier nanoTime) {
        this.buckets = buckets;
        this.prefix = prefix;
        this.self = self;
        this.nanoTime = nanoTime;
    }

    void begin() {
        var unused = background.scheduleWithFixedDelay(this::tell, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Says who uses the prefix, and looks who said so before. */
    void tell() {
        try {
            Long before = buckets.announce(prefix + ":owner", self, KEEP);
            if (before != null && before != self) {
                if (!met) {
                    LOG.warn(
                            "Another application counts rate limits under the prefix '{}', or a node with another secret:"
                                    + " give each its own prefix, and all nodes of one the same secret",
                            prefix);
                }
                met = true;
                metAt = nanoTime.getAsLong();
            }
        } catch (RuntimeException ex) {
            LOG.debug("The store could not be told who uses the prefix", ex);
        }
    }

    /** Returns whether another application said so lately. */
    boolean isMet() {
        return met && nanoTime.getAsLong() - metAt < KEEP.toNanos();
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
