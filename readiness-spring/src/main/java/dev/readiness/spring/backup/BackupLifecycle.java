package dev.readiness.spring.backup;

import dev.readiness.backup.BackupSchedule;
import org.springframework.context.SmartLifecycle;

/** Runs the schedule while the application runs. */
final class BackupLifecycle implements SmartLifecycle {

    private final BackupSchedule schedule;

    private volatile boolean running;

    BackupLifecycle(BackupSchedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void start() {
        schedule.start();
        running = true;
    }

    @Override
    public void stop() {
        schedule.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
