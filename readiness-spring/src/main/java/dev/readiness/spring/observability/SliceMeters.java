package dev.readiness.spring.observability;

import dev.readiness.observability.SliceObjective;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Times requests by slice and outcome, in the meter {@value #NAME}.
 *
 * <p>All of its series are there, at zero, when the application has started. The meter of Spring has one more series for each
 * route, status and exception, made when it first happens: what such a series begins with is no increase to Prometheus, so
 * that the first burst of errors after a start would go unnoticed.
 */
final class SliceMeters implements ObservationHandler<ServerRequestObservationContext>, MeterBinder {

    static final String NAME = "readiness.observability.requests";

    private static final String OUTCOME = "outcome";

    private static final List<String> OUTCOMES = List.of("SUCCESS", "REDIRECTION", "CLIENT_ERROR", "SERVER_ERROR");

    private final Collection<String> slices;

    /** The same for all: Micrometer cannot export a name to Prometheus of which some series have buckets and some not. */
    private final Duration[] bounds;

    private final String actuator;

    private volatile @Nullable MeterRegistry registry;

    /** Looked up by each request, so not built anew by each; there are as many as slices and outcomes. */
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    /**
     * Keeps what is to be timed.
     *
     * @param actuator path below which nothing is counted: probes and scrapes are not what users do
     */
    SliceMeters(Collection<String> slices, Collection<SliceObjective> objectives, String actuator) {
        this.slices = List.copyOf(slices);
        this.bounds = objectives.stream()
                .map(SliceObjective::latency)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toArray(Duration[]::new);
        this.actuator = actuator;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        this.registry = registry;
        timers.clear();
        Stream.concat(slices.stream(), Stream.of(SliceTag.UNOWNED))
                .forEach(slice -> OUTCOMES.forEach(outcome -> timer(registry, slice, outcome)));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ServerRequestObservationContext;
    }

    @Override
    public void onStart(ServerRequestObservationContext context) {
        context.put(SliceMeters.class, Timer.start());
    }

    @Override
    public void onStop(ServerRequestObservationContext context) {
        MeterRegistry bound = registry;
        Timer.Sample sample = context.get(SliceMeters.class);
        String pattern = context.getPathPattern();
        boolean own = pattern != null && (pattern.equals(actuator) || pattern.startsWith(actuator + "/"));
        if (bound != null && sample != null && !own) {
            sample.stop(
                    timer(bound, value(context, SliceTag.KEY, SliceTag.UNOWNED), value(context, OUTCOME, "UNKNOWN")));
        }
    }

    private Timer timer(MeterRegistry registry, String slice, String outcome) {
        return timers.computeIfAbsent(slice + '\n' + outcome, series -> register(registry, slice, outcome));
    }

    private Timer register(MeterRegistry registry, String slice, String outcome) {
        Timer.Builder timer = Timer.builder(NAME)
                .description("Requests of each slice")
                .tag(SliceTag.KEY, slice)
                .tag(OUTCOME, outcome);
        if (bounds.length > 0) {
            timer.serviceLevelObjectives(bounds);
        }
        return timer.register(registry);
    }

    private static String value(Observation.Context context, String key, String otherwise) {
        KeyValue value = context.getLowCardinalityKeyValue(key);
        return value == null ? otherwise : value.getValue();
    }
}
