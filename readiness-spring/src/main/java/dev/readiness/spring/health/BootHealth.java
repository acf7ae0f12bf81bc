package dev.readiness.spring.health;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ApplicationContext;

/** Reads the health endpoint of Spring Boot 4, whose types are elsewhere in 3.5. */
final class BootHealth {

    static final String MARKER = "org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups";

    private BootHealth() {}

    /** Returns the running health endpoint, or nothing if the application has none. */
    static Optional<RunningHealth> read(ApplicationContext context) {
        HealthEndpointGroups groups =
                context.getBeanProvider(HealthEndpointGroups.class).getIfAvailable();
        HealthContributorRegistry registry =
                context.getBeanProvider(HealthContributorRegistry.class).getIfAvailable();
        if (groups == null || registry == null) {
            return Optional.empty();
        }
        Set<String> checks =
                registry.stream().map(HealthContributors.Entry::name).collect(Collectors.toSet());
        Map<String, Set<String>> members = new HashMap<>();
        for (String name : groups.getNames()) {
            HealthEndpointGroup group = Objects.requireNonNull(groups.get(name));
            members.put(name, checks.stream().filter(group::isMember).collect(Collectors.toSet()));
        }
        return Optional.of(new RunningHealth(
                HealthPath.of(context), members, databaseChecks(registry), kinds(registry), detailedToAnyone(groups)));
    }

    private static Map<String, IndicatorKind> kinds(HealthContributorRegistry registry) {
        Map<String, IndicatorKind> kinds = new HashMap<>();
        registry.stream().forEach(entry -> kinds.put(entry.name(), BootIndicators.kind(entry.contributor())));
        return kinds;
    }

    private static Set<String> detailedToAnyone(HealthEndpointGroups groups) {
        Set<String> detailed = new TreeSet<>();
        if (groups.getPrimary().showDetails(SecurityContext.NONE)) {
            detailed.add("health");
        }
        for (String name : groups.getNames()) {
            if (Objects.requireNonNull(groups.get(name)).showDetails(SecurityContext.NONE)) {
                detailed.add(name);
            }
        }
        return detailed;
    }

    private static Set<String> databaseChecks(HealthContributors contributors) {
        return contributors.stream()
                .filter(entry -> asksADatabase(entry.contributor()))
                .map(HealthContributors.Entry::name)
                .collect(Collectors.toSet());
    }

    private static boolean asksADatabase(HealthContributor contributor) {
        return contributor instanceof CompositeHealthContributor composite
                ? composite.stream().anyMatch(entry -> asksADatabase(entry.contributor()))
                // By name, because spring-boot-jdbc may be missing.
                : looksAt(contributor).getClass().getSimpleName().equals("DataSourceHealthIndicator");
    }

    private static Object looksAt(HealthContributor contributor) {
        return contributor instanceof Monitored monitored ? monitored.looksAt() : contributor;
    }
}
