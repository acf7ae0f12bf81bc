package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.InboundRateLimits;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if there is anything to enforce: rules in the configuration, or limits that the application defines itself.
 *
 * <p>A registration that is only disabled says so in the log of an application that never asked for limits.
 */
final class OnRateLimits implements ConfigurationCondition {

    /** The bean that stands in for the application's own. */
    static final String OURS = "inboundRateLimits";

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return hasRules(context) || hasLimitsOfTheApplication(context);
    }

    private static boolean hasRules(ConditionContext context) {
        return Binder.get(context.getEnvironment())
                        .bind("readiness.rate-limit.rules", Bindable.mapOf(String.class, Object.class))
                        .orElse(Map.of())
                        .size()
                > 0;
    }

    private static boolean hasLimitsOfTheApplication(ConditionContext context) {
        return Arrays.stream(Objects.requireNonNull(context.getBeanFactory())
                        .getBeanNamesForType(InboundRateLimits.class, true, false))
                .anyMatch(name -> !name.equals(OURS));
    }
}
