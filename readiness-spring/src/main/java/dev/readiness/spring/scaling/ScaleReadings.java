package dev.readiness.spring.scaling;

import dev.readiness.scaling.ScaleRecorder;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has the meters read while the application runs. */
final class ScaleReadings implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ScaleReadings.class);

    private final ScaleRecorder recorder;
    private final Duration every;
    private @Nullable ScheduledExecutorService clock;

    ScaleReadings(ScaleRecorder recorder, Duration every) {
        this.recorder = recorder;
        this.every = every;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // What it throws is logged, and it ends with the clock.
    public synchronized void start() {
        if (clock == null) {
            clock = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "readiness-scaling");
                thread.setDaemon(true);
                return thread;
            });
            clock.scheduleAtFixedRate(this::read, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void read() {
        try {
            recorder.record();
        } catch (RuntimeException ex) {
            log.warn("The meters could not be read for the scale ladder; the next reading is in {}", every, ex);
        }
    }

    @Override
    public synchronized void stop() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clock != null;
    }
}
