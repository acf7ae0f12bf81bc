package dev.readiness.scaling;

import dev.readiness.scaling.LoadSample.Machine;
import dev.readiness.scaling.LoadSample.Station;
import dev.readiness.scaling.ScaleDoubt.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads the meters that Spring Boot and Micrometer's binders keep, by the names that they have there. */
public final class ScaleMeters {

    private static final String POOL = "hikaricp.connections";

    private final MeterRegistry registry;
    private final Predicate<Meter.Id> counted;
    private final Processors processors = Processors.ofThisMachine();

    private ScaleMeters(MeterRegistry registry, Predicate<Meter.Id> counted) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.counted = Objects.requireNonNull(counted, "counted");
    }

    /** Returns a recorder that reads {@code registry} and counts every request but those to {@code /actuator}. */
    public static ScaleRecorder recorder(MeterRegistry registry, ScaleSettings settings) {
        return new ScaleRecorder(new ScaleMeters(registry, ScaleMeters::isOfTheApplication)::read, settings);
    }

    private static boolean isOfTheApplication(Meter.Id requests) {
        String uri = requests.getTag("uri");
        return uri == null || !uri.startsWith("/actuator");
    }

    private LoadSample read() {
        List<ScaleDoubt> blind = new ArrayList<>();
        List<Timer> requests = registry.find("http.server.requests").timers().stream()
                .filter(timer -> counted.test(timer.getId()))
                .toList();
        if (requests.isEmpty()) {
            blind.add(missing("http.server.requests", "Set management.metrics.enable.http.server.requests=true."));
        }
        List<Station> stations = new ArrayList<>();
        addPools(stations);
        addThreads(stations, blind);
        addExecutors(stations);
        addCalls(stations);
        return new LoadSample(
                System.nanoTime() / 1e9,
                requests.stream().mapToLong(Timer::count).sum(),
                seconds(requests),
                stations,
                machine(blind),
                waiting(),
                blind);
    }

    private void addPools(List<Station> stations) {
        for (Gauge size : registry.find(POOL + ".max").gauges()) {
            String pool = Objects.requireNonNullElse(size.getId().getTag("pool"), "");
            Collection<Timer> usage = registry.find(POOL + ".usage").tag("pool", pool).timers();
            stations.add(new Station(
                    ScaleResource.CONNECTION_POOL,
                    pool,
                    size.value(),
                    seconds(usage),
                    seconds(registry.find(POOL + ".acquire").tag("pool", pool).timers()),
                    usage.stream().mapToLong(Timer::count).sum()));
        }
    }

    private void addThreads(List<Station> stations, List<ScaleDoubt> blind) {
        double most = gauge("tomcat.threads.config.max");
        if (Double.isNaN(most)) {
            blind.add(missing("tomcat.threads.config.max", "Set server.tomcat.mbeanregistry.enabled=true."));
        } else if (most <= 0) {
            blind.add(new ScaleDoubt(
                    Reason.UNLIMITED,
                    "Requests run in virtual threads, which Tomcat does not count (tomcat.threads.config.max is -1).",
                    "Limit what they use: nothing else keeps them from it."));
        } else {
            stations.add(new Station(ScaleResource.SERVER_THREADS, "", most, Double.NaN, 0, 0));
        }
    }

    private void addExecutors(List<Station> stations) {
        for (Gauge size : registry.find("executor.pool.max").gauges()) {
            String name = Objects.requireNonNullElse(size.getId().getTag("name"), "");
            Collection<Timer> runs = registry.find("executor").tag("name", name).timers();
            // More threads than the core size come only when the queue is full, and this queue never is.
            boolean endless = gauge("executor.queue.remaining", name) > 1_000_000;
            stations.add(new Station(
                    ScaleResource.EXECUTOR,
                    name,
                    endless ? gauge("executor.pool.core", name) : size.value(),
                    seconds(runs),
                    seconds(registry.find("executor.idle").tag("name", name).timers()),
                    runs.stream().mapToLong(Timer::count).sum()));
        }
    }

    private void addCalls(List<Station> stations) {
        Collection<Timer> calls = registry.find("http.client.requests").timers();
        stations.add(new Station(
                ScaleResource.CALLED_SERVICE,
                "",
                Double.NaN,
                seconds(calls),
                0,
                calls.stream().mapToLong(Timer::count).sum()));
    }

    private Machine machine(List<ScaleDoubt> blind) {
        double own = counter("process.cpu.time") / 1e9;
        if (Double.isNaN(own)) {
            blind.add(missing("process.cpu.time", "Bind ProcessorMetrics, as Spring Boot's Actuator does."));
        }
        double compiled = counter("jvm.compilation.time") / 1000;
        if (Double.isNaN(compiled)) {
            blind.add(missing("jvm.compilation.time", "Bind JvmCompilationMetrics, as Spring Boot's Actuator does."));
        }
        return new Machine(
                processors.usable(Runtime.getRuntime().availableProcessors()),
                own,
                processors.allSeconds(),
                compiled,
                seconds(registry.find("jvm.gc.pause").timers()),
                processors.throttledSeconds());
    }

    /** Connections that have sent something, as the server sees them, without those that a thread works on. */
    private double waiting() {
        double open = gauge("tomcat.connections.current") - gauge("tomcat.connections.keepalive.current");
        double busy = gauge("tomcat.threads.busy");
        return busy < 0 ? Double.NaN : Math.max(0, open - busy);
    }

    private double counter(String name) {
        Collection<FunctionCounter> counters = registry.find(name).functionCounters();
        return counters.isEmpty()
                ? Double.NaN
                : counters.stream().mapToDouble(FunctionCounter::count).sum();
    }

    private double gauge(String name) {
        Collection<Gauge> gauges = registry.find(name).gauges();
        return gauges.isEmpty()
                ? Double.NaN
                : gauges.stream().mapToDouble(Gauge::value).sum();
    }

    private double gauge(String name, String ofExecutor) {
        Gauge gauge = registry.find(name).tag("name", ofExecutor).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    private static double seconds(Collection<Timer> timers) {
        return timers.stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
                .sum();
    }

    private static ScaleDoubt missing(String meter, String remedy) {
        return new ScaleDoubt(Reason.BLIND, "The meter " + meter + " is missing.", remedy);
    }
}
