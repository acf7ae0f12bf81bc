package dev.readiness.spring.health;

import dev.readiness.health.CheckSettings;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthMonitorBuilder;
import dev.readiness.health.Impact;
import dev.readiness.health.Probe;
import dev.readiness.health.RatedCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The checks of an application and their settings, before any is run. */
final class HealthPlan {

    private final HealthProperties properties;
    private final Map<String, Planned> planned = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    HealthPlan(HealthProperties properties) {
        this.properties = properties;
    }

    /** Adds a check of ours, with what holds for it unless the configuration says something else. */
    void add(String name, HealthCheck check, Probe kind, Impact impact, boolean shared) {
        if (planned.containsKey(name)) {
            problems.add("There are two health checks with the name '" + name + "'; rename the bean of one");
            return;
        }
        try {
            planned.put(name, new Planned(check, kind, settings(name, impact, shared)));
        } catch (IllegalArgumentException ex) {
            problems.add("readiness.health" + (properties.checks().containsKey(name) ? ".checks." + name : "") + ": "
                    + ex.getMessage());
        }
    }

    /** Adds a check of readiness: critical and not shared, unless it or the configuration says something else. */
    void add(String name, HealthCheck check) {
        RatedCheck rated = check instanceof RatedCheck own ? own : new RatedCheck(check, Impact.CRITICAL, false);
        add(name, check, Probe.READINESS, rated.impact(), rated.shared());
    }

    /** Adds what is wrong elsewhere, so that all problems are named together. */
    void addProblems(List<String> more) {
        problems.addAll(more);
    }

    Map<String, Planned> planned() {
        return planned;
    }

    @Nullable
    IndicatorCheck indicator(String name) {
        Planned one = planned.get(name);
        return one != null && one.check() instanceof IndicatorCheck check ? check : null;
    }

    /**
     * Adds all checks to {@code builder}.
     *
     * @throws InvalidHealthSettingsException naming all problems
     */
    void addTo(HealthMonitorBuilder builder) {
        for (String name : new TreeSet<>(properties.checks().keySet())) {
            if (!planned.containsKey(name) && problems.stream().noneMatch(problem -> problem.contains(name))) {
                problems.add("readiness.health.checks." + name
                        + ": there is no monitored check of that name; there are "
                        + new TreeSet<>(planned.keySet())
                        + (properties.monitor() ? "" : ", and Spring Boot's own with readiness.health.monitor=true"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidHealthSettingsException(problems);
        }
        planned.forEach((name, one) -> builder.check(name, one.kind(), one.check(), one.settings()));
    }

    private CheckSettings settings(String name, Impact impact, boolean shared) {
        HealthProperties.Check own = properties
                .checks()
                .getOrDefault(name, new HealthProperties.Check(null, null, null, null, null, null, null, null));
        Duration timeout = Objects.requireNonNullElse(own.timeout(), properties.timeout());
        Duration period = Objects.requireNonNullElse(own.period(), properties.period());
        Duration down = Objects.requireNonNullElse(own.downPeriod(), period.multipliedBy(3));
        Duration stale = Objects.requireNonNullElse(
                own.staleAfter(), down.multipliedBy(4).plus(timeout));
        return new CheckSettings(
                Objects.requireNonNullElse(own.impact(), impact),
                Objects.requireNonNullElse(own.shared(), shared),
                timeout,
                period,
                down,
                CheckSettings.defaults().jitter(),
                Objects.requireNonNullElse(own.failAfter(), properties.failAfter()),
                Objects.requireNonNullElse(own.recoverAfter(), properties.recoverAfter()),
                stale);
    }

    /** A check and how it is run. */
    record Planned(HealthCheck check, Probe kind, CheckSettings settings) {}
}
