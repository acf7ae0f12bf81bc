package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.InboundRateLimits;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.stereotype.Controller;

/**
 * Matches if there is anything to enforce: rules or lists in the configuration, annotated
 * handlers, or limits that the application defines itself.
 *
 * <p>A registration that is only disabled says so in the log of an application that never asked for limits.
 */
final class OnRateLimits implements ConfigurationCondition {

    /** The bean that stands in for the application's own. */
    static final String OURS = "readinessInboundRateLimits";

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isSet(context, "rules", Map.class)
                || isSet(context, "allow", List.class)
                || isSet(context, "block", List.class)
                || hasLimitsOfTheApplication(context)
                || hasAnnotations(context);
    }

    private static boolean isSet(ConditionContext context, String property, Class<?> type) {
        return Binder.get(context.getEnvironment())
                .bind("readiness.rate-limit." + property, type)
                .isBound();
    }

    private static boolean hasLimitsOfTheApplication(ConditionContext context) {
        return Arrays.stream(Objects.requireNonNull(context.getBeanFactory())
                        .getBeanNamesForType(InboundRateLimits.class, true, false))
                .anyMatch(name -> !name.equals(OURS));
    }

    /** Looks at controllers only, whose classes are loaded in any case. */
    private static boolean hasAnnotations(ConditionContext context) {
        ConfigurableListableBeanFactory beans = Objects.requireNonNull(context.getBeanFactory());
        return Arrays.stream(beans.getBeanDefinitionNames())
                .map(name -> beans.getType(name, false))
                .filter(Objects::nonNull)
                .filter(type -> AnnotatedElementUtils.hasAnnotation(type, Controller.class))
                .anyMatch(OnRateLimits::isAnnotated);
    }

    private static boolean isAnnotated(Class<?> controller) {
        return AnnotatedElementUtils.hasAnnotation(controller, RateLimited.class)
                || !MethodIntrospector.selectMethods(controller, OnRateLimits::isAnnotatedMethod)
                        .isEmpty();
    }

    private static boolean isAnnotatedMethod(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, RateLimited.class);
    }
}
