package dev.readiness.spring.ratelimit;

import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.OutboundRateLimiter;
import dev.readiness.ratelimit.OutboundRateLimiters;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitListener;
import dev.readiness.ratelimit.RateLimitMeters;
import dev.readiness.ratelimit.RateLimitRules;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.web.RateLimitFilter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Auto-configuration for rate limits. What the report says of them is there even when nothing is configured; filters are
 * registered only for rules.
 */
@AutoConfiguration
@EnableConfigurationProperties({RateLimitProperties.class, OutboundProperties.class})
@Import({RateLimitStoreConfiguration.class, LoginLimitConfiguration.class})
public final class RateLimitAutoConfiguration {

    RateLimitAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    OutboundRateLimiters outboundRateLimiters(OutboundProperties properties) {
        SettingsProblems problems = new SettingsProblems();
        List<OutboundRateLimiter> limiters = new ArrayList<>();
        properties.outbound().forEach((name, outbound) -> {
            String property = "readiness.outbound." + name;
            problems.read(property, () -> limiter(name, outbound)).ifPresent(limiters::add);
        });
        problems.throwIfAny();
        return OutboundRateLimiters.of(limiters);
    }

    private static OutboundRateLimiter limiter(String name, OutboundProperties.Limit outbound) {
        String limit = outbound.limit();
        if (limit == null) {
            throw new IllegalArgumentException("'limit' is missing; write for example 10/1s");
        }
        return OutboundRateLimiter.of(name, RateLimit.parse(limit), outbound.maxWait());
    }

    /** What limits requests to Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({RequestMappingInfoHandlerMapping.class, FilterRegistrationBean.class})
    static class WebConfiguration {

        @Bean
        @ConditionalOnMissingBean
        RateLimitSettings rateLimitSettings(RateLimitProperties properties) {
            return RateLimitSettings.read(properties);
        }

        @Bean(OnRateLimits.OURS)
        @ConditionalOnMissingBean
        InboundRateLimits inboundRateLimits(
                RateLimitSettings settings,
                RateLimitProperties properties,
                RateLimitStore store,
                ObjectProvider<RateLimitListener> listeners) {
            List<RateLimitListener> all = listeners.orderedStream().toList();
            return InboundRateLimits.of(
                    settings.rules(),
                    rule -> store.limiter(rule.name(), rule.limits(), properties.onStoreFailure(rule.name())),
                    (rule, decision) -> all.forEach(listener -> listener.decided(rule, decision)));
        }

        @Bean
        RoutedRules rateLimitRoutedRules(
                RateLimitSettings settings,
                RateLimitProperties properties,
                InboundRateLimits limits,
                ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
                ObjectProvider<RouterFunction<?>> routerFunctions) {
            return new RoutedRules(settings, properties.enabled(), limits, mappings, routerFunctions);
        }

        @Bean
        @Conditional(OnRateLimits.class)
        @ConditionalOnMissingBean(name = "addressRateLimitFilter")
        FilterRegistrationBean<RateLimitFilter> addressRateLimitFilter(
                InboundRateLimits limits, RateLimitSettings settings, RoutedRules rules, Environment environment) {
            return registration(
                    RateLimitFilter.byAddress(limits, rules::rulesOf, settings.addresses()),
                    limits.rules().stream().anyMatch(rule -> rule.key().isKnownBeforeAuthentication()),
                    FilterOrder.BEFORE_LOGIN.in(environment));
        }

        @Bean
        @Conditional(OnRateLimits.class)
        @ConditionalOnMissingBean(name = "identityRateLimitFilter")
        FilterRegistrationBean<RateLimitFilter> identityRateLimitFilter(
                InboundRateLimits limits, RateLimitSettings settings, RoutedRules rules, Environment environment) {
            return registration(
                    RateLimitFilter.byIdentity(limits, rules::rulesOf, settings.addresses()),
                    limits.rules().stream().anyMatch(rule -> !rule.key().isKnownBeforeAuthentication()),
                    FilterOrder.BEHIND_SECURITY.in(environment));
        }

        private static FilterRegistrationBean<RateLimitFilter> registration(
                RateLimitFilter filter, boolean needed, int order) {
            FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(filter);
            registration.setEnabled(needed);
            registration.setOrder(order);
            return registration;
        }

        @Bean
        ReadinessRule endpointUnlimitedRule(RoutedRules rules) {
            return RateLimitRules.endpointUnlimited(rules::rulesOf);
        }

        @Bean
        @Order(30)
        EndpointInspector rateLimitInspector(RoutedRules rules) {
            return RateLimitRules.inspector(rules::rulesOf);
        }
    }

    /** Meters of the rules. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({MeterBinder.class, RequestMappingInfoHandlerMapping.class})
    static class MeterConfiguration {

        @Bean
        @ConditionalOnMissingBean
        RateLimitMeters rateLimitMeters(RateLimitSettings settings) {
            return RateLimitMeters.of(settings.rules());
        }
    }
}
