package dev.readiness.spring.health;

import dev.readiness.health.HealthCheck;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

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
}
