package dev.readiness.spring.health;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.NotificationChannel;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches where the application asks for monitored health: by a check of its own, or by configuration. */
final class HealthWanted extends AnyNestedCondition {

    HealthWanted() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(HealthCheck.class)
    static class HasCheck {}

    @ConditionalOnBooleanProperty("readiness.health.monitor")
    static class Monitors {}

    @ConditionalOnBooleanProperty("readiness.health.drain.enabled")
    static class Drains {}

    @ConditionalOnBean(NotificationChannel.class)
    static class HasChannel {}

    @Conditional(NamedInConfiguration.class)
    static class Configured {}

    /** Matches where the configuration names something that is of no use without the monitor. */
    static final class NamedInConfiguration implements Condition {

        private static final List<String> GROUPS = List.of("heartbeats", "notifications", "outside-watch", "checks");

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Binder binder = Binder.get(context.getEnvironment());
            // A list, unlike the others.
            boolean certificates = binder.bind("readiness.health.certificates", Bindable.listOf(String.class))
                    .isBound();
            return certificates || GROUPS.stream().anyMatch(group -> isNamed(binder, "readiness.health." + group));
        }

        private static boolean isNamed(Binder binder, String name) {
            return binder.bind(name, Bindable.mapOf(String.class, Object.class)).isBound();
        }
    }
}
