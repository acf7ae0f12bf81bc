package dev.readiness.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Every state as a meter, from the start: {@code readiness.health.status} of each check (1 up, 0.5 degraded, 0 down or not
 * known), how old its latest result is, how many runs took too long or were left out, whether one hangs, and the answer to
 * each probe as {@code readiness.health.probe}.
 *
 * <p>Reading them runs no check. Safe for use by many threads.
 */
public final class HealthMeters implements MeterBinder {

    private static final String PREFIX = "readiness.health.";

    private final HealthMonitor monitor;

    private HealthMeters(HealthMonitor monitor) {
        this.monitor = Objects.requireNonNull(monitor, "monitor");
    }

    /** Returns the meters of {@code monitor}. */
    public static HealthMeters of(HealthMonitor monitor) {
        return new HealthMeters(monitor);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        monitor.states().values().forEach(state -> bind(registry, state));
        for (Probe probe : Probe.values()) {
            Gauge.builder(
                            PREFIX + "probe",
                            monitor,
                            read -> value(read.peek(probe).status()))
                    .description("What the probe is answered: 1 up, 0.5 degraded (still a yes), 0 down")
                    .tags("probe", lower(probe))
                    .register(registry);
        }
    }

    private void bind(MeterRegistry registry, CheckState check) {
        Tags tags = Tags.of(
                "check",
                check.name(),
                "kind",
                lower(check.kind()),
                "impact",
                lower(check.settings().impact()),
                "shared",
                Boolean.toString(check.settings().shared()));
        Gauge.builder(PREFIX + "status", monitor, of(check, state -> value(state.status())))
                .description("What the results in a row say: 1 up, 0.5 degraded, 0 down or not known")
                .tags(tags)
                .register(registry);
        Gauge.builder(PREFIX + "hung", monitor, of(check, state -> state.hung() ? 1 : 0))
                .description("Whether a run has taken too long and still holds its thread")
                .tags(tags)
                .register(registry);
        TimeGauge.builder(
                        PREFIX + "age",
                        monitor,
                        TimeUnit.MILLISECONDS,
                        of(check, state -> state.age().toMillis()))
                .description("How long ago the latest result came")
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(PREFIX + "runs", monitor, of(check, CheckState::runs))
                .description("How often the check was started")
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(PREFIX + "timeouts", monitor, of(check, CheckState::timeouts))
                .description("Runs that took too long")
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(PREFIX + "skipped", monitor, of(check, CheckState::skipped))
                .description("Runs that were left out because the one before had not returned")
                .tags(tags)
                .register(registry);
    }

    private static ToDoubleFunction<HealthMonitor> of(CheckState check, ToDoubleFunction<CheckState> value) {
        String name = check.name();
        return monitor ->
                value.applyAsDouble(Objects.requireNonNull(monitor.states().get(name)));
    }

    private static double value(HealthStatus status) {
        return switch (status) {
            case UP -> 1;
            case DEGRADED -> 0.5;
            case DOWN, UNKNOWN -> 0;
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
