package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;
import dev.readiness.health.Impact;
import dev.readiness.health.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.util.ClassUtils;

/**
 * Spring Boot's own indicators as monitored checks. A part of a composite is named by its path, for example
 * {@code db/orders}.
 */
final class BootIndicators {

    private BootIndicators() {}

    static void plan(HealthContributorRegistry registry, HealthPlan plan) {
        registry.stream().forEach(entry -> plan(entry.name(), entry.contributor(), plan));
    }

    private static void plan(String name, HealthContributor contributor, HealthPlan plan) {
        if (contributor instanceof CompositeHealthContributor composite) {
            composite.stream().forEach(part -> plan(name + "/" + part.name(), part.contributor(), plan));
        } else if (contributor instanceof HealthIndicator indicator && !IndicatorKind.isAtOnce(indicator.getClass())) {
            plan.add(name, new IndicatorCheck(indicator), Probe.READINESS, Impact.CRITICAL, isShared(indicator));
        }
    }

    /** Puts what reads the monitor in the place of each indicator that the monitor runs. */
    static void replace(HealthContributorRegistry registry, HealthPlan plan, HealthMonitor monitor) {
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
        return kind(indicator) == IndicatorKind.OUTSIDE;
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
        if (contributor instanceof MonitoredIndicator monitored) {
            return monitored.looksAt() == monitored ? ofOurs(monitored.isOfTheProcess()) : kind(monitored.looksAt());
        }
        return IndicatorKind.ofBoot(ClassUtils.getUserClass(contributor));
    }

    private static IndicatorKind ofOurs(boolean ofTheProcess) {
        return ofTheProcess ? IndicatorKind.INSIDE : IndicatorKind.OWN;
    }
}
