package dev.readiness.spring.health;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads the health endpoint of Spring Boot 3.5 by reflection: its types have the same methods as those of 4, in another package
 * that this library is not compiled against.
 */
final class EarlierBootHealth {

    private static final String PACKAGE = "org.springframework.boot.actuate.health.";

    static final String MARKER = PACKAGE + "HealthEndpointGroups";

    private final ClassLoader loader;

    private EarlierBootHealth(ClassLoader loader) {
        this.loader = loader;
    }

    /** Returns the running health endpoint, or nothing if the application has none. */
    static Optional<RunningHealth> read(ApplicationContext context, Optional<String> path) {
        return new EarlierBootHealth(Objects.requireNonNull(context.getClassLoader())).from(context, path);
    }

    private Optional<RunningHealth> from(ApplicationContext context, Optional<String> path) {
        Object groups = context.getBeanProvider(type("HealthEndpointGroups")).getIfAvailable();
        Object registry =
                context.getBeanProvider(type("HealthContributorRegistry")).getIfAvailable();
        if (groups == null || registry == null) {
            return Optional.empty();
        }
        Map<String, Class<?>> checks = checks((Iterable<?>) registry);
        Map<String, Set<String>> members = new HashMap<>();
        Set<String> detailed = new TreeSet<>();
        if (showsDetails(call(groups, "HealthEndpointGroups", "getPrimary"))) {
            detailed.add("health");
        }
        for (Object name : (Set<?>) Objects.requireNonNull(call(groups, "HealthEndpointGroups", "getNames"))) {
            Object group = call(groups, "HealthEndpointGroups", "get", name);
            members.put(
                    name.toString(),
                    checks.keySet().stream()
                            .filter(check -> Boolean.TRUE.equals(call(group, "HealthEndpointGroup", "isMember", check)))
                            .collect(Collectors.toSet()));
            if (showsDetails(group)) {
                detailed.add(name.toString());
            }
        }
        Set<String> ofDatabases = checks.entrySet().stream()
                .filter(check -> check.getValue().getSimpleName().equals("DataSourceHealthIndicator"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return Optional.of(new RunningHealth(path, members, ofDatabases, kinds(checks), detailed));
    }

    /** The checks by their name, each with its class; of one with parts, that of a part. */
    private Map<String, Class<?>> checks(Iterable<?> contributors) {
        Map<String, Class<?>> checks = new HashMap<>();
        for (Object named : contributors) {
            Object contributor = Objects.requireNonNull(call(named, "NamedContributor", "getContributor"));
            Class<?> type = contributor instanceof Iterable<?> parts
                    ? checks(parts).values().stream().findFirst().orElse(Object.class)
                    : ClassUtils.getUserClass(contributor);
            checks.put(String.valueOf(call(named, "NamedContributor", "getName")), type);
        }
        return checks;
    }

    private static Map<String, IndicatorKind> kinds(Map<String, Class<?>> checks) {
        Map<String, IndicatorKind> kinds = new HashMap<>();
        checks.forEach((name, type) -> kinds.put(name, IndicatorKind.ofBoot(type)));
        return kinds;
    }

    private boolean showsDetails(@Nullable Object group) {
        return Boolean.TRUE.equals(call(group, "HealthEndpointGroup", "showDetails", SecurityContext.NONE));
    }

    private Class<?> type(String name) {
        return ClassUtils.resolveClassName(PACKAGE + name, loader);
    }

    private @Nullable Object call(@Nullable Object target, String type, String method, Object... arguments) {
        Method found = Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type(type)))
                .filter(candidate -> candidate.getName().equals(method))
                .filter(candidate -> takes(candidate, arguments)) // some names are overloaded
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Spring Boot's " + type + " has no " + method));
        return ReflectionUtils.invokeMethod(found, Objects.requireNonNull(target), arguments);
    }

    private static boolean takes(Method method, Object... arguments) {
        return method.getParameterCount() == arguments.length
                && IntStream.range(0, arguments.length)
                        .allMatch(i -> ClassUtils.isAssignableValue(method.getParameterTypes()[i], arguments[i]));
    }
}
