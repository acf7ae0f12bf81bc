package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;
import dev.readiness.health.Impact;
import dev.readiness.health.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/** The contributors of Spring Boot 4. */
final class BootIndicators implements HealthHost {

    private final HealthContributorRegistry registry;

    BootIndicators(HealthContributorRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void addIndicators(HealthPlan plan) {
        registry.stream().forEach(entry -> plan(entry.name(), entry.contributor(), plan));
    }

    private static void plan(String name, HealthContributor contributor, HealthPlan plan) {
        if (contributor instanceof CompositeHealthContributor composite) {
            composite.stream().forEach(part -> plan(name + "/" + part.name(), part.contributor(), plan));
        } else if (contributor instanceof HealthIndicator indicator && !IndicatorKind.isAtOnce(indicator.getClass())) {
            IndicatorCheck check = new IndicatorCheck(indicator, () -> ask(indicator));
            plan.add(name, check, Probe.READINESS, Impact.CRITICAL, isShared(indicator));
        }
    }

    private static ShownHealth ask(HealthIndicator indicator) {
        Health health = Objects.requireNonNull(indicator.health(true), "the indicator returned null");
        return new ShownHealth(health.getStatus().getCode(), health.getDetails());
    }

    @Override
    public void add(String name, HealthMonitor monitor) {
        registry.registerContributor(name, new MonitoredIndicator(name, monitor, null));
    }

    @Override
    public void replaceIndicators(HealthPlan plan, HealthMonitor monitor) {
        List<HealthContributors.Entry> entries = registry.stream().toList();
        for (HealthContributors.Entry entry : entries) {
            HealthContributor monitored = monitored(entry.name(), entry.contributor(), plan, monitor);
            if (monitored != entry.contributor()) {
                registry.unregisterContributor(entry.name());
                registry.registerContributor(entry.name(), monitored);
            }
        }
    }

    private static HealthContributor monitored(
            String name, HealthContributor contributor, HealthPlan plan, HealthMonitor monitor) {
        if (contributor instanceof CompositeHealthContributor composite) {
            Map<String, HealthContributor> parts = new LinkedHashMap<>();
            composite.stream()
                    .forEach(part -> parts.put(
                            part.name(), monitored(name + "/" + part.name(), part.contributor(), plan, monitor)));
            return CompositeHealthContributor.fromMap(parts);
        }
        IndicatorCheck check = plan.indicator(name);
        return check == null || !monitor.states().containsKey(name)
                ? contributor
                : new MonitoredIndicator(name, monitor, check);
    }

    private static boolean isShared(HealthIndicator indicator) {
        return IndicatorKind.of(indicator) == IndicatorKind.OUTSIDE;
    }

    /** Returns where {@code contributor} looks; a composite looks as far as the part that looks furthest. */
    static IndicatorKind kind(HealthContributor contributor) {
        if (contributor instanceof CompositeHealthContributor composite) {
            List<IndicatorKind> parts =
                    composite.stream().map(part -> kind(part.contributor())).toList();
            return parts.contains(IndicatorKind.OUTSIDE)
                    ? IndicatorKind.OUTSIDE
                    : parts.contains(IndicatorKind.OWN) ? IndicatorKind.OWN : IndicatorKind.INSIDE;
        }
        return IndicatorKind.of(contributor);
    }
}
