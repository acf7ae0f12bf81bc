package dev.readiness.scaling;

import dev.readiness.scaling.LoadSample.Answers;
import dev.readiness.scaling.LoadSample.Machine;
import dev.readiness.scaling.LoadSample.Station;
import dev.readiness.scaling.ScaleDoubt.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads the meters that Spring Boot and Micrometer's binders keep, by the names that they have there. */
public final class ScaleMeters {

    private static final String POOL = "hikaricp.connections";

    private final MeterRegistry all;
    private final Predicate<Meter.Id> counted;
    private final Processors processors = Processors.ofThisMachine();

    private ScaleMeters(MeterRegistry registry, Predicate<Meter.Id> counted) {
        this.all = Objects.requireNonNull(registry, "registry");
        this.counted = Objects.requireNonNull(counted, "counted");
    }

    /**
     * Returns a recorder that reads {@code registry} and counts every request but those to {@code /actuator}, and those that
     * were answered with 503: what is refused uses nothing of what could run out.
     */
    public static ScaleRecorder recorder(MeterRegistry registry, ScaleSettings settings) {
        return new ScaleRecorder(new ScaleMeters(registry, ScaleMeters::isOfTheApplication)::read, settings);
    }

    private static boolean isOfTheApplication(Meter.Id requests) {
        String uri = requests.getTag("uri");
        return (uri == null || !uri.startsWith("/actuator")) && !"503".equals(requests.getTag("status"));
    }

    private LoadSample read() {
        List<ScaleDoubt> blind = new ArrayList<>();
        MeterRegistry registry = countingOn(blind);
        List<Timer> requests = registry.find("http.server.requests").timers().stream()
                .filter(timer -> counted.test(timer.getId()))
                .toList();
        if (requests.isEmpty()) {
            blind.add(missing(
                    "http.server.requests",
                    "The first request makes it, unless management.metrics.enable.http.server.requests=false."));
        }
        List<Station> stations = new ArrayList<>();
        addPools(registry, stations);
        addThreads(registry, stations, blind);
        addExecutors(registry, stations);
        addCalls(registry, stations);
        return new LoadSample(
                System.nanoTime() / 1e9,
                requests.stream().mapToLong(Timer::count).sum(),
                seconds(requests),
                stations,
                machine(registry, blind),
                waiting(registry),
                blind,
                slices(requests));
    }

    /** By the tag that {@code readiness.observability.slice-tag} adds. */
    private static Map<String, Answers> slices(List<Timer> requests) {
        Map<String, List<Timer>> timers = new TreeMap<>();
        for (Timer timer : requests) {
            String slice = timer.getId().getTag("slice");
            if (slice != null) {
                timers.computeIfAbsent(slice, name -> new ArrayList<>()).add(timer);
            }
        }
        Map<String, Answers> answers = new TreeMap<>();
        timers.forEach((slice, own) -> answers.put(
                slice, new Answers(own.stream().mapToLong(Timer::count).sum(), seconds(own))));
        return answers;
    }

    /** One that counts from the start: those that push to a backend forget what they have sent. */
    private MeterRegistry countingOn(List<ScaleDoubt> blind) {
        if (all instanceof CompositeMeterRegistry composite) {
            for (MeterRegistry member : composite.getRegistries()) {
                if (!(member instanceof StepMeterRegistry)) {
                    return member;
                }
            }
        }
        if (all instanceof StepMeterRegistry || all instanceof CompositeMeterRegistry) {
            blind.add(new ScaleDoubt(
                    Reason.BLIND,
                    "No meter registry counts from the start.",
                    "Add a SimpleMeterRegistry bean, or io.micrometer:micrometer-registry-prometheus."));
        }
        return all;
    }

    private static void addPools(MeterRegistry registry, List<Station> stations) {
        for (Gauge size : registry.find(POOL + ".max").gauges()) {
            String pool = Objects.requireNonNullElse(size.getId().getTag("pool"), "");
            Collection<Timer> usage =
                    registry.find(POOL + ".usage").tag("pool", pool).timers();
            stations.add(new Station(
                    ScaleResource.CONNECTION_POOL,
                    pool,
                    size.value(),
                    seconds(usage),
                    seconds(registry.find(POOL + ".acquire").tag("pool", pool).timers()),
                    usage.stream().mapToLong(Timer::count).sum()));
        }
    }

    private static void addThreads(MeterRegistry registry, List<Station> stations, List<ScaleDoubt> blind) {
        double most = gauge(registry, "tomcat.threads.config.max");
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

    private static void addExecutors(MeterRegistry registry, List<Station> stations) {
        for (Gauge size : registry.find("executor.pool.max").gauges()) {
            String name = Objects.requireNonNullElse(size.getId().getTag("name"), "");
            Collection<Timer> runs = registry.find("executor").tag("name", name).timers();
            // More threads than the core size come only when the queue is full, and this queue never is.
            boolean endless = gauge(registry, "executor.queue.remaining", name) > 1_000_000;
            stations.add(new Station(
                    ScaleResource.EXECUTOR,
                    name,
                    endless ? gauge(registry, "executor.pool.core", name) : size.value(),
                    seconds(runs),
                    seconds(registry.find("executor.idle").tag("name", name).timers()),
                    runs.stream().mapToLong(Timer::count).sum()));
        }
    }

    private static void addCalls(MeterRegistry registry, List<Station> stations) {
        Collection<Timer> calls = registry.find("http.client.requests").timers();
        stations.add(new Station(
                ScaleResource.CALLED_SERVICE,
                "",
                Double.NaN,
                seconds(calls),
                0,
                calls.stream().mapToLong(Timer::count).sum()));
    }

    private Machine machine(MeterRegistry registry, List<ScaleDoubt> blind) {
        double own = counter(registry, "process.cpu.time") / 1e9;
        if (Double.isNaN(own)) {
            blind.add(missing("process.cpu.time", "Bind ProcessorMetrics, as Spring Boot's Actuator does."));
        }
        double compiled = counter(registry, "jvm.compilation.time") / 1000;
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
    private static double waiting(MeterRegistry registry) {
        double open =
                gauge(registry, "tomcat.connections.current") - gauge(registry, "tomcat.connections.keepalive.current");
        double busy = gauge(registry, "tomcat.threads.busy");
        return busy < 0 ? Double.NaN : Math.max(0, open - busy);
    }

    private static double counter(MeterRegistry registry, String name) {
        Collection<FunctionCounter> counters = registry.find(name).functionCounters();
        return counters.isEmpty()
                ? Double.NaN
                : counters.stream().mapToDouble(FunctionCounter::count).sum();
    }

    private static double gauge(MeterRegistry registry, String name) {
        Collection<Gauge> gauges = registry.find(name).gauges();
        return gauges.isEmpty()
                ? Double.NaN
                : gauges.stream().mapToDouble(Gauge::value).sum();
    }

    private static double gauge(MeterRegistry registry, String name, String ofExecutor) {
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
