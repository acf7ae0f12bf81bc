package dev.readiness.spring.ratelimit;

import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitRules;
import dev.readiness.ratelimit.RateLimitSetupRules;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.StaticPages;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * What every web application has, of either kind. It is imported last: whether there are routed rules is known only behind the
 * configurations that define them.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(RoutedRules.class)
class RuleConfiguration {

    @Bean("readinessRateLimitReload")
    RateLimitReload rateLimitReload(Environment environment, RoutedRules rules) {
        return new RateLimitReload(environment, rules);
    }

    @Bean("readinessRateLimitSetup")
    RateLimitSetup rateLimitSetup(
            RateLimitProperties properties,
            RateLimitSettings settings,
            InboundRateLimits limits,
            RateLimitStore store,
            Environment environment) {
        return new RateLimitSetup(properties, settings, limits, store, environment);
    }

    @Bean("readinessRateLimitKeySpoofableRule")
    ReadinessRule rateLimitKeySpoofableRule(RateLimitSetup setup) {
        return RateLimitSetupRules.keySpoofable(setup::keys);
    }

    @Bean("readinessRateLimitNotAppliedRule")
    ReadinessRule rateLimitNotAppliedRule(RateLimitSetup setup) {
        return RateLimitSetupRules.notApplied(setup::applied);
    }

    @Bean("readinessRateLimitPerNodeRule")
    ReadinessRule rateLimitPerNodeRule(RateLimitSetup setup) {
        return RateLimitSetupRules.perNode(setup::nodes);
    }

    @Bean("readinessEndpointUnlimitedRule")
    ReadinessRule endpointUnlimitedRule(
            RoutedRules rules,
            ObjectProvider<EndpointHandlers> handlers,
            ListableBeanFactory beans,
            ResourceLoader resources) {
        return RateLimitRules.endpointUnlimited(
                rules::rulesOf, new StaticPages(handlers), new OwnLimits(beans, resources)::seen);
    }

    @Bean("readinessRateLimitInspector")
    @Order(30)
    EndpointInspector rateLimitInspector(RoutedRules rules) {
        return RateLimitRules.inspector(rules::rulesOf);
    }
}
