package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;
import dev.readiness.health.Impact;
import dev.readiness.health.Probe;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The contributors of Spring Boot 3.5. A reactive application has a second registry there, which is filled at the start and
 * must be told the same.
 */
final class EarlierBootIndicators implements HealthHost {

    private static final String REACTIVE = "ReactiveHealthContributorRegistry";

    private final EarlierBootTypes types;
    private final Object registry;
    private final @Nullable Object reactive;

    private EarlierBootIndicators(EarlierBootTypes types, Object registry, @Nullable Object reactive) {
        this.types = types;
        this.registry = registry;
        this.reactive = reactive;
    }

    static EarlierBootIndicators of(ApplicationContext context) {
        EarlierBootTypes types = EarlierBootTypes.of(context);
        Object reactive = ClassUtils.isPresent("reactor.core.publisher.Mono", types.loader())
                ? context.getBeanProvider(types.named(REACTIVE)).getIfAvailable()
                : null;
        return new EarlierBootIndicators(types, context.getBean(types.named("HealthContributorRegistry")), reactive);
    }

    @Override
    public void addIndicators(HealthPlan plan) {
        parts(registry).forEach((name, contributor) -> addIndicators(name, contributor, plan));
    }

    private void addIndicators(String name, Object contributor, HealthPlan plan) {
        if (isComposite(contributor)) {
            parts(contributor).forEach((part, inner) -> addIndicators(name + "/" + part, inner, plan));
        } else if (types.isInstance("HealthIndicator", contributor)
                && !IndicatorKind.isAtOnce(contributor.getClass())) {
            boolean shared = IndicatorKind.of(contributor) == IndicatorKind.OUTSIDE;
            IndicatorCheck check = new IndicatorCheck(contributor, () -> ask(contributor));
            plan.add(name, check, Probe.READINESS, Impact.CRITICAL, shared);
        }
    }

    private ShownHealth ask(Object indicator) {
        Object health = Objects.requireNonNull(
                types.call(indicator, "HealthIndicator", "getHealth", true), "the indicator returned null");
        Map<String, Object> details = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(types.call(health, "Health", "getDetails")))
                .forEach((name, value) -> details.put(String.valueOf(name), value));
        Object status = types.call(health, "Health", "getStatus");
        return new ShownHealth(String.valueOf(types.call(status, "Status", "getCode")), details);
    }

    @Override
    public void replaceIndicators(HealthPlan plan, HealthMonitor monitor) {
        parts(registry).forEach((name, contributor) -> {
            Object monitored = monitored(name, contributor, plan, monitor);
            if (monitored != contributor) {
                types.call(registry, "ContributorRegistry", "unregisterContributor", name);
                if (reactive != null) {
                    types.call(reactive, "ContributorRegistry", "unregisterContributor", name);
                }
                register(name, monitored);
            }
        });
    }

    private Object monitored(String name, Object contributor, HealthPlan plan, HealthMonitor monitor) {
        if (isComposite(contributor)) {
            Map<String, Object> parts = new LinkedHashMap<>();
            parts(contributor)
                    .forEach((part, inner) -> parts.put(part, monitored(name + "/" + part, inner, plan, monitor)));
            return Objects.requireNonNull(types.call(null, "CompositeHealthContributor", "fromMap", parts));
        }
        IndicatorCheck check = plan.indicator(name);
        return check == null || !monitor.states().containsKey(name) ? contributor : indicator(name, monitor, check);
    }

    @Override
    public void add(String name, HealthMonitor monitor) {
        register(name, indicator(name, monitor, null));
    }

    private void register(String name, Object contributor) {
        types.call(registry, "ContributorRegistry", "registerContributor", name, contributor);
        if (reactive != null) {
            Object adapted = types.call(null, "ReactiveHealthContributor", "adapt", contributor);
            types.call(reactive, "ContributorRegistry", "registerContributor", name, Objects.requireNonNull(adapted));
        }
    }

    private Object indicator(String name, HealthMonitor monitor, @Nullable IndicatorCheck check) {
        Class<?>[] shapes = {types.named("HealthIndicator"), Monitored.class};
        return Proxy.newProxyInstance(
                Monitored.class.getClassLoader(), shapes, (proxy, method, arguments) -> switch (method.getName()) {
                    case "health" -> health(ShownHealth.of(name, monitor, check));
                    case "looksAt" -> check != null ? check.indicator() : proxy;
                    case "isOfTheProcess" ->
                        Objects.requireNonNull(monitor.states().get(name)).kind() == Probe.LIVENESS;
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "monitored " + name;
                    default -> InvocationHandler.invokeDefault(proxy, method, arguments);
                });
    }

    private Object health(ShownHealth shown) {
        Object builder = types.call(null, "Health", "status", shown.status());
        types.call(builder, "Health$Builder", "withDetails", shown.details());
        return Objects.requireNonNull(types.call(builder, "Health$Builder", "build"));
    }

    private boolean isComposite(Object contributor) {
        return types.isInstance("CompositeHealthContributor", contributor);
    }

    private Map<String, Object> parts(Object contributors) {
        Map<String, Object> parts = new LinkedHashMap<>();
        List<Object> entries = new ArrayList<>();
        ((Iterable<?>) contributors).forEach(entries::add);
        for (Object entry : entries) {
            parts.put(
                    String.valueOf(types.call(entry, "NamedContributor", "getName")),
                    Objects.requireNonNull(types.call(entry, "NamedContributor", "getContributor")));
        }
        return parts;
    }
}
