package dev.readiness.scaling;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;

/** Meters of what is let in and what is refused, by slice. */
public final class LoadShedderMeters implements MeterBinder {

    private static final String SLICE = "slice";

    private final LoadShedder shedder;

    /** Creates meters of {@code shedder}. */
    public LoadShedderMeters(LoadShedder shedder) {
        this.shedder = Objects.requireNonNull(shedder, "shedder");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        shedder.states().forEach(state -> bind(registry, state.slice()));
    }

    private void bind(MeterRegistry registry, String slice) {
        Gauge.builder(
                        "readiness.scaling.concurrency",
                        shedder,
                        all -> all.state(slice).inFlight())
                .description("Requests that are in at once")
                .tag(SLICE, slice)
                .register(registry);
        Gauge.builder(
                        "readiness.scaling.concurrency.limit",
                        shedder,
                        all -> all.state(slice).limit())
                .description("Requests that may be in at once")
                .tag(SLICE, slice)
                .register(registry);
        FunctionCounter.builder(
                        "readiness.scaling.requests",
                        shedder,
                        all -> all.state(slice).admitted())
                .description("Requests that were let in, and those that were refused")
                .tags(SLICE, slice, "outcome", "admitted")
                .register(registry);
        FunctionCounter.builder(
                        "readiness.scaling.requests",
                        shedder,
                        all -> all.state(slice).shed())
                .description("Requests that were let in, and those that were refused")
                .tags(SLICE, slice, "outcome", "shed")
                .register(registry);
    }
}
