package dev.readiness.spring.backup;

import dev.readiness.backup.BackupSchedule;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs a schedule while the application runs; a new one after each stop, since a context may be paused and go on. */
final class BackupLifecycle implements SmartLifecycle {

    private final Supplier<BackupSchedule> schedules;

    private @Nullable BackupSchedule schedule;

    BackupLifecycle(Supplier<BackupSchedule> schedules) {
        this.schedules = schedules;
    }

    @Override
    public synchronized void start() {
        if (schedule == null) {
            schedule = schedules.get();
            schedule.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (schedule != null) {
            schedule.close();
            schedule = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return schedule != null;
    }
}
