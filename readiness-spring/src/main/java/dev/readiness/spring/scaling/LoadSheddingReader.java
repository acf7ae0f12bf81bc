package dev.readiness.spring.scaling;

import dev.readiness.scaling.LoadSheddingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/** Reads how load is shed, and names all that is wrong with it at once. */
final class LoadSheddingReader {

    private static final String PREFIX = "readiness.scaling.shedding.";

    private static final int WITHOUT_THREADS = 1000;

    private static final Bindable<Map<String, List<String>>> SLICES = Bindable.of(ResolvableType.forClassWithGenerics(
            Map.class,
            ResolvableType.forClass(String.class),
            ResolvableType.forClassWithGenerics(List.class, String.class)));

    private final List<String> problems = new ArrayList<>();
    private final LoadSheddingProperties properties;
    private final Environment environment;

    private LoadSheddingReader(LoadSheddingProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** What the settings mean. */
    record Shedding(LoadSheddingSettings settings, SlicePaths paths) {}

    /**
     * Returns what the settings mean.
     *
     * @param threads threads of the server that answer requests, if they are limited
     * @throws InvalidLoadSheddingException if anything is out of its range or cannot be read
     */
    static Shedding read(LoadSheddingProperties properties, Environment environment, OptionalInt threads) {
        return new LoadSheddingReader(properties, environment).read(threads);
    }

    private Shedding read(OptionalInt threads) {
        int most = most(threads);
        int least = properties.minConcurrent();
        if (least < 1 || least > Math.max(1, most)) {
            problem("min-concurrent", "must be between 1 and max-concurrent (" + most + ")", least);
        }
        if (!(properties.tolerance() >= 1.1 && properties.tolerance() <= 10)) {
            problem("tolerance", "must be between 1.1 and 10", properties.tolerance());
        }
        Duration retryAfter = properties.retryAfter();
        if (retryAfter.toSeconds() < 1 || retryAfter.toNanosPart() != 0) {
            problem("retry-after", "must be whole seconds, at least 1,", retryAfter);
        }
        Map<String, List<String>> slices =
                Binder.get(environment).bind("readiness.slices", SLICES).orElseGet(Map::of);
        SlicePaths paths = new SlicePaths();
        slices.forEach((slice, endpoints) ->
                addAll("readiness.slices." + slice, endpoints, endpoint -> paths.add(slice, endpoint)));
        addAll(PREFIX + "never", properties.never(), paths::addNever);
        probes().forEach(paths::addNever);
        if (!problems.isEmpty()) {
            throw new InvalidLoadSheddingException(problems);
        }
        return new Shedding(new LoadSheddingSettings(most, least, properties.tolerance(), retryAfter), paths);
    }

    private int most(OptionalInt threads) {
        @Nullable Integer chosen = properties.maxConcurrent();
        if (chosen == null) {
            return threads.isPresent() ? Math.max(1, threads.getAsInt() * 4 / 5) : WITHOUT_THREADS;
        }
        if (chosen < 1) {
            problem("max-concurrent", "must be at least 1", chosen);
        } else if (threads.isPresent() && chosen >= threads.getAsInt()) {
            problem(
                    "max-concurrent",
                    "must be less than the threads of the server (" + threads.getAsInt()
                            + "), or none is left to refuse the rest,",
                    chosen);
        }
        return chosen;
    }

    private void addAll(String property, List<String> patterns, java.util.function.Consumer<String> add) {
        for (int index = 0; index < patterns.size(); index++) {
            try {
                add.accept(patterns.get(index));
            } catch (IllegalArgumentException ex) {
                problems.add("'%s[%d]' must be a path pattern but is '%s': %s"
                        .formatted(property, index, patterns.get(index), ex.getMessage()));
            }
        }
    }

    private void problem(String name, String rule, Object value) {
        problems.add("'%s%s' %s but is %s".formatted(PREFIX, name, rule, value));
    }

    /** Where load balancers and monitoring ask, on the port of the application. */
    private List<String> probes() {
        List<String> paths = new ArrayList<>();
        String actuator = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        if (!actuator.isEmpty() && !actuator.equals("/")) {
            paths.add(actuator + "/**");
        }
        if (environment.getProperty("management.endpoint.health.probes.add-additional-paths", Boolean.class, false)) {
            paths.add("/livez");
            paths.add("/readyz");
        }
        Binder.get(environment)
                .bind("management.endpoint.health.group", Bindable.mapOf(String.class, HealthGroup.class))
                .orElseGet(Map::of)
                .values()
                .stream()
                .map(HealthGroup::additionalPath)
                .filter(Objects::nonNull)
                .filter(path -> path.startsWith("server:/"))
                .map(path -> path.substring("server:".length()))
                .forEach(paths::add);
        return paths;
    }

    /** The part of a health group that says where else it answers, such as {@code server:/healthz}. */
    record HealthGroup(@Nullable String additionalPath) {}
}
