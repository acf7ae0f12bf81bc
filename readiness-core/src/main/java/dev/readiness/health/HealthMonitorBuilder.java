package dev.readiness.health;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link HealthMonitor} looks at. Not safe for use by many threads. */
public final class HealthMonitorBuilder {

    private final Map<String, Registered> registered = new LinkedHashMap<>();
    private final List<HealthListener> listeners = new ArrayList<>();

    private CheckSettings defaults = CheckSettings.defaults();
    private InstantSource clock = InstantSource.system();
    private LongSupplier ticker = System::nanoTime;
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    private UnaryOperator<String> mask = UnaryOperator.identity();
    private boolean sharedAffectsReadiness;
    private @Nullable Executor runner;
    private @Nullable Executor teller;

    HealthMonitorBuilder() {}

    /** Sets what holds for the checks that are added from here on without settings of their own. */
    public HealthMonitorBuilder defaults(CheckSettings settings) {
        this.defaults = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /** Adds a check of the process itself; see {@link Probe#LIVENESS} for what does not belong there. */
    public HealthMonitorBuilder liveness(String name, HealthCheck check) {
        return check(name, Probe.LIVENESS, check, settingsOf(check));
    }

    /** Adds a check of what is needed to serve requests. */
    public HealthMonitorBuilder readiness(String name, HealthCheck check) {
        return check(name, Probe.READINESS, check, settingsOf(check));
    }

    /** Adds a check of what is needed to serve requests, with settings of its own. */
    public HealthMonitorBuilder readiness(String name, HealthCheck check, CheckSettings settings) {
        return check(name, Probe.READINESS, check, settings);
    }

    /** Adds a check of the start, which is run until it is up once. */
    public HealthMonitorBuilder startup(String name, HealthCheck check) {
        return check(name, Probe.STARTUP, check, settingsOf(check));
    }

    /**
     * Adds a check.
     *
     * @throws IllegalArgumentException if there is one of that name, or if liveness would depend on something outside of the
     *     process
     */
    public HealthMonitorBuilder check(String name, Probe kind, HealthCheck check, CheckSettings settings) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(settings, "settings");
        if (kind == Probe.LIVENESS && (settings.shared() || check instanceof OutsideCheck)) {
            throw new IllegalArgumentException(
                    "'" + name + "' looks outside of the process, and a restart does not mend"
                            + " that; add it with readiness(…) instead of liveness");
        }
        if (registered.putIfAbsent(name, new Registered(kind, check, settings)) != null) {
            throw new IllegalArgumentException("'name' must be new but is '" + name + "'");
        }
        return this;
    }

    private CheckSettings settingsOf(HealthCheck check) {
        return check instanceof RatedCheck rated ? rated.rated(defaults) : defaults;
    }

    /** Adds somebody who is told of changes. */
    public HealthMonitorBuilder onChange(HealthListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets whether a dependency that all instances share takes readiness down, and with it all instances at once. It does
     * not by default.
     */
    public HealthMonitorBuilder sharedAffectsReadiness(boolean affects) {
        this.sharedAffectsReadiness = affects;
        return this;
    }

    /**
     * Sets what hides secrets in the details of results, beyond what looks like one.
     *
     * @param masking for example {@code SecretMask::mask}; it is called by many threads
     */
    public HealthMonitorBuilder mask(UnaryOperator<String> masking) {
        this.mask = Objects.requireNonNull(masking, "masking");
        return this;
    }

    /** Sets where the present comes from that is shown; periods and times for a run do not depend on it. */
    public HealthMonitorBuilder clock(InstantSource source) {
        this.clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /** Sets where nanoseconds come from that only ever grow, by default {@link System#nanoTime}. */
    public HealthMonitorBuilder ticker(LongSupplier nanos) {
        this.ticker = Objects.requireNonNull(nanos, "nanos");
        return this;
    }

    HealthMonitorBuilder random(DoubleSupplier source) {
        this.random = source;
        return this;
    }

    HealthMonitorBuilder executors(Executor forChecks, Executor forListeners) {
        this.runner = forChecks;
        this.teller = forListeners;
        return this;
    }

    /** Returns a monitor that has not begun to look yet. */
    public HealthMonitor build() {
        return new HealthMonitor(this);
    }

    Map<String, MonitoredCheck> checks(long now, Instant instant) {
        Map<String, MonitoredCheck> checks = new LinkedHashMap<>();
        registered.forEach((name, one) -> checks.put(
                name,
                new MonitoredCheck(
                        name,
                        one.kind(),
                        one.settings(),
                        new ContainedCheck(name, one.check(), mask),
                        random,
                        now,
                        instant)));
        return checks;
    }

    Map<Probe, List<String>> names() {
        Map<Probe, List<String>> names = new EnumMap<>(Probe.class);
        registered.forEach((name, one) ->
                names.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(name));
        return names;
    }

    List<HealthListener> listeners() {
        return listeners;
    }

    InstantSource clock() {
        return clock;
    }

    LongSupplier ticker() {
        return ticker;
    }

    boolean isSharedAffectingReadiness() {
        return sharedAffectsReadiness;
    }

    /** Each check has at most one run under way, so there are no more threads than checks. */
    Executor runner() {
        return runner != null
                ? runner
                : new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        30,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        HealthThreads.named("readiness-health-check"));
    }

    Executor teller() {
        return teller != null ? teller : HealthEvents.ownThread();
    }

    private record Registered(Probe kind, HealthCheck check, CheckSettings settings) {}
}
