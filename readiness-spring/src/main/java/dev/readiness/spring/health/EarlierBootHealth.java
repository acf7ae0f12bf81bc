package dev.readiness.spring.health;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ApplicationContext;

/**
 * Reads the health endpoint of Spring Boot 3.5 by reflection: its types have the same methods as those of 4, in another package
 * that this library is not compiled against.
 */
final class EarlierBootHealth {

    static final String MARKER = EarlierBootTypes.PACKAGE + "HealthEndpointGroups";

    private final EarlierBootTypes types;

    private EarlierBootHealth(EarlierBootTypes types) {
        this.types = types;
    }

    /** Returns the running health endpoint, or nothing if the application has none. */
    static Optional<RunningHealth> read(ApplicationContext context, Optional<String> path) {
        return new EarlierBootHealth(EarlierBootTypes.of(context)).from(context, path);
    }

    private Optional<RunningHealth> from(ApplicationContext context, Optional<String> path) {
        Object groups =
                context.getBeanProvider(types.named("HealthEndpointGroups")).getIfAvailable();
        Object registry = context.getBeanProvider(types.named("HealthContributorRegistry"))
                .getIfAvailable();
        if (groups == null || registry == null) {
            return Optional.empty();
        }
        Map<String, Object> checks = checks((Iterable<?>) registry);
        Map<String, Set<String>> members = new HashMap<>();
        Set<String> detailed = new TreeSet<>();
        if (showsDetails(types.call(groups, "HealthEndpointGroups", "getPrimary"))) {
            detailed.add("health");
        }
        for (Object name : (Set<?>) Objects.requireNonNull(types.call(groups, "HealthEndpointGroups", "getNames"))) {
            Object group = types.call(groups, "HealthEndpointGroups", "get", name);
            members.put(
                    name.toString(),
                    checks.keySet().stream()
                            .filter(check ->
                                    Boolean.TRUE.equals(types.call(group, "HealthEndpointGroup", "isMember", check)))
                            .collect(Collectors.toSet()));
            if (showsDetails(group)) {
                detailed.add(name.toString());
            }
        }
        Set<String> ofDatabases = checks.entrySet().stream()
                .filter(check ->
                        looksAt(check.getValue()).getClass().getSimpleName().equals("DataSourceHealthIndicator"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return Optional.of(new RunningHealth(path, members, ofDatabases, kinds(checks), detailed));
    }

    /** The checks by their name; of one with parts, a part. */
    private Map<String, Object> checks(Iterable<?> contributors) {
        Map<String, Object> checks = new HashMap<>();
        for (Object named : contributors) {
            Object contributor = Objects.requireNonNull(types.call(named, "NamedContributor", "getContributor"));
            Object check = contributor instanceof Iterable<?> parts
                    ? checks(parts).values().stream().findFirst().orElse(contributor)
                    : contributor;
            checks.put(String.valueOf(types.call(named, "NamedContributor", "getName")), check);
        }
        return checks;
    }

    private static Map<String, IndicatorKind> kinds(Map<String, Object> checks) {
        Map<String, IndicatorKind> kinds = new HashMap<>();
        checks.forEach((name, check) -> kinds.put(name, IndicatorKind.of(check)));
        return kinds;
    }

    private static Object looksAt(Object check) {
        return check instanceof Monitored monitored ? monitored.looksAt() : check;
    }

    private boolean showsDetails(@Nullable Object group) {
        return Boolean.TRUE.equals(types.call(group, "HealthEndpointGroup", "showDetails", SecurityContext.NONE));
    }
}
