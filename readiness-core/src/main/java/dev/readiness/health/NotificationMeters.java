package dev.readiness.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What is told and what is expected, as meters: {@code readiness.health.notifications.sent}, {@code .lost} and
 * {@code .waiting}, and for each expected job {@code readiness.health.heartbeat.age}.
 *
 * <p>Safe for use by many threads.
 */
public final class NotificationMeters implements MeterBinder {

    private static final String PREFIX = "readiness.health.";

    private final HealthNotifier notifier;
    private final Heartbeats heartbeats;

    private NotificationMeters(HealthNotifier notifier, Heartbeats heartbeats) {
        this.notifier = Objects.requireNonNull(notifier, "notifier");
        this.heartbeats = Objects.requireNonNull(heartbeats, "heartbeats");
    }

    /** Returns the meters of {@code notifier}, and of the jobs that {@code heartbeats} expect when they are bound. */
    public static NotificationMeters of(HealthNotifier notifier, Heartbeats heartbeats) {
        return new NotificationMeters(notifier, heartbeats);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(PREFIX + "notifications.sent", notifier, HealthNotifier::sent)
                .description("Notifications that a receiver has taken")
                .register(registry);
        FunctionCounter.builder(PREFIX + "notifications.lost", notifier, HealthNotifier::lost)
                .description("Notifications that were given up")
                .register(registry);
        Gauge.builder(PREFIX + "notifications.waiting", notifier, HealthNotifier::waiting)
                .description("Notifications that no receiver has taken yet")
                .register(registry);
        for (String job : heartbeats.jobs()) {
            TimeGauge.builder(
                            PREFIX + "heartbeat.age",
                            heartbeats,
                            TimeUnit.MILLISECONDS,
                            beats -> beats.age(job).toMillis())
                    .description("How long ago the job succeeded, or was first expected where it never did")
                    // Not "job", which is Prometheus's own label of what it asks.
                    .tags("heartbeat", job)
                    .register(registry);
        }
    }
}
