package dev.readiness.spring.observability;

import dev.readiness.observability.OperationsBundle;
import dev.readiness.observability.OperationsFacts;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.ReflectionUtils;

/**
 * What those on call need, made of a running Spring Boot application: {@code Operations.of(context).writeTo(directory)}.
 *
 * <p>The actuator endpoint {@code operations} gives the same.
 */
public final class Operations {

    // By its name: the library does not bring the registry of Prometheus along, and works without it.
    private static final String PROMETHEUS = "io.micrometer.prometheusmetrics.PrometheusMeterRegistry";

    private static final List<String> SETTINGS = List.of(
            "server.tomcat.threads.max",
            "spring.datasource.hikari.maximum-pool-size",
            "spring.datasource.hikari.connection-timeout",
            "readiness.audit.deadline",
            "readiness.audit.spill",
            "readiness.health.shared-affects-readiness",
            "readiness.rate-limit.store");

    private static final Bindable<Map<String, List<String>>> SLICES = Bindable.of(ResolvableType.forClassWithGenerics(
            Map.class,
            ResolvableType.forClass(String.class),
            ResolvableType.forClassWithGenerics(List.class, String.class)));

    private Operations() {}

    /**
     * Makes alert rules, their tests, routes, a dashboard and a runbook of what {@code context} exports now.
     *
     * @throws IllegalStateException if the application exports nothing to Prometheus
     * @throws IllegalArgumentException if it has no name, or an objective is of no slice
     */
    public static OperationsBundle of(ApplicationContext context) {
        return OperationsBundle.of(facts(context), exposition(context));
    }

    /** Returns the endpoints of each slice that the configuration names. */
    static Map<String, List<String>> slices(Environment environment) {
        return Binder.get(environment).bind("readiness.slices", SLICES).orElseGet(Map::of);
    }

    private static OperationsFacts facts(ApplicationContext context) {
        Environment environment = context.getEnvironment();
        ObservabilityProperties properties = context.getBean(ObservabilityProperties.class);
        return new OperationsFacts(
                environment.getProperty("spring.application.name", ""),
                slices(environment),
                properties.sliceObjectives(),
                heartbeats(environment),
                pools(context),
                settings(environment),
                properties.rollback(),
                scrape(environment));
    }

    private static String exposition(ApplicationContext context) {
        return context.getBeansOfType(MeterRegistry.class, false, false).values().stream()
                .filter(registry -> registry.getClass().getName().equals(PROMETHEUS))
                .findFirst()
                .map(registry -> {
                    Method scrape = ReflectionUtils.findMethod(registry.getClass(), "scrape");
                    return String.valueOf(scrape == null ? null : ReflectionUtils.invokeMethod(scrape, registry));
                })
                .orElseThrow(() -> new IllegalStateException(
                        "The application exports nothing to Prometheus: add io.micrometer:micrometer-registry-prometheus,"
                                + " and in a test set management.prometheus.metrics.export.enabled=true"));
    }

    private static Map<String, Duration> heartbeats(Environment environment) {
        Binder binder = Binder.get(environment);
        Map<String, Duration> longest = new HashMap<>();
        String prefix = "readiness.health.heartbeats";
        binder.bind(prefix, Bindable.mapOf(String.class, Heartbeat.class))
                .orElseGet(Map::of)
                .forEach((job, heartbeat) -> longest.put(job, heartbeat.longest()));
        return longest;
    }

    private static Map<String, String> pools(ApplicationContext context) {
        Map<String, String> places = new TreeMap<>();
        context.getBeansOfType(DataSource.class, false, false).forEach((bean, source) -> {
            BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(source);
            if (properties.isReadableProperty("poolName") && properties.getPropertyValue("poolName") != null) {
                places.put(String.valueOf(properties.getPropertyValue("poolName")), "bean `" + bean + "`");
            }
        });
        return places;
    }

    private static Map<String, String> settings(Environment environment) {
        Map<String, String> settings = new TreeMap<>();
        SETTINGS.forEach(name -> {
            String value = environment.getProperty(name);
            if (value != null) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    /** Returns where an instance on this machine answers; a port of 0 is one that nobody knows before the start. */
    private static URI scrape(Environment environment) {
        String port = environment.getProperty("management.server.port", environment.getProperty("server.port", "8080"));
        boolean apart = environment.getProperty("management.server.port") != null;
        String base = apart
                ? environment.getProperty("management.server.base-path", "")
                : environment.getProperty("server.servlet.context-path", "");
        String name = environment.getProperty("management.endpoints.web.path-mapping.prometheus", "prometheus");
        boolean secure = environment.getProperty(apart ? "management.server.ssl.bundle" : "server.ssl.bundle") != null
                || environment.getProperty(apart ? "management.server.ssl.key-store" : "server.ssl.key-store") != null;
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + port
                + (base + "/" + actuator(environment) + "/" + name).replaceAll("/{2,}", "/"));
    }

    /** Returns the path of the actuator below its server's. */
    static String actuator(Environment environment) {
        return environment.getProperty("management.endpoints.web.base-path", "/actuator");
    }

    /** The part of a job's settings that an alert needs; the defaults are those of {@code readiness.health}. */
    record Heartbeat(
            @DefaultValue("24h") Duration every,
            @DefaultValue("1h") Duration grace) {

        Duration longest() {
            return every.plus(grace);
        }
    }
}
