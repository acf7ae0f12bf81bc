package dev.readiness.health;

import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Looks for threads that wait for each other. The JDK sees platform threads only. */
final class DeadlockHealthCheck implements HealthCheck {

    private static final int NAMED = 5;

    private final ThreadMXBean threads;

    DeadlockHealthCheck(ThreadMXBean threads) {
        this.threads = threads;
    }

    @Override
    public HealthResult check() {
        long[] locked = threads.findDeadlockedThreads();
        if (locked == null) {
            return HealthResult.up();
        }
        List<String> names = Arrays.stream(threads.getThreadInfo(locked))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .limit(NAMED)
                .toList();
        return HealthResult.down(locked.length + " threads wait for each other").with("threads", names.toString());
    }
}
