package dev.readiness.health;

import java.util.concurrent.ThreadFactory;

/** Makes threads that keep no application alive. */
final class HealthThreads {

    private HealthThreads() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
