package dev.readiness.spring.health;

import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the rules about probes. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "readiness.health.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HealthProperties.class)
public final class HealthAutoConfiguration {

    HealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "probesMissingRule")
    ReadinessRule probesMissingRule(ApplicationContext context) {
        ProbesMissing rule =
                new ProbesMissing(new HealthFacts(context), context.getBeanProvider(EndpointInspector.class));
        return ReadinessRule.of(RuleCatalogue.describe(ProbesMissing.ID), rule::assess);
    }

    @Bean
    @ConditionalOnMissingBean(name = "dependencyUnwatchedRule")
    ReadinessRule dependencyUnwatchedRule(ApplicationContext context) {
        DependencyUnwatched rule = new DependencyUnwatched(new HealthFacts(context));
        return ReadinessRule.of(RuleCatalogue.describe(DependencyUnwatched.ID), inventory -> rule.assess());
    }

    @Bean
    @ConditionalOnMissingBean(name = "livenessDependencyRule")
    ReadinessRule livenessDependencyRule(ApplicationContext context) {
        LivenessDependency rule = new LivenessDependency(new HealthFacts(context));
        return ReadinessRule.of(RuleCatalogue.describe(LivenessDependency.ID), inventory -> rule.assess());
    }

    @Bean
    @ConditionalOnMissingBean(name = "healthDetailsOpenRule")
    ReadinessRule healthDetailsOpenRule(ApplicationContext context) {
        DetailsOpen rule = new DetailsOpen(new HealthFacts(context));
        return ReadinessRule.of(RuleCatalogue.describe(DetailsOpen.ID), inventory -> rule.assess());
    }

    @Bean
    @ConditionalOnMissingBean(name = "noDrainRule")
    ReadinessRule noDrainRule(ApplicationContext context) {
        NoDrain rule = new NoDrain(context);
        return ReadinessRule.of(RuleCatalogue.describe(NoDrain.ID), rule::assess);
    }

    @Bean
    @ConditionalOnMissingBean(name = "nobodyWatchesRule")
    ReadinessRule nobodyWatchesRule(ApplicationContext context) {
        NobodyWatches rule = new NobodyWatches(context);
        return ReadinessRule.of(RuleCatalogue.describe(NobodyWatches.ID), inventory -> rule.assess());
    }
}
