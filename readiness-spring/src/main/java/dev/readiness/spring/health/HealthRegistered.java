package dev.readiness.spring.health;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

/** Matches where Spring Boot has a registry of health contributors; its type moved between 3.5 and 4. */
final class HealthRegistered extends AnyNestedCondition {

    HealthRegistered() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(type = "org.springframework.boot.health.registry.HealthContributorRegistry")
    static class Present {}

    @ConditionalOnBean(type = EarlierBootTypes.PACKAGE + "HealthContributorRegistry")
    static class Earlier {}
}
