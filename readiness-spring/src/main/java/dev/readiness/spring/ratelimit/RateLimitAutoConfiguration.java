package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitMeters;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.ratelimit.RateLimitStoreMeters;
import dev.readiness.web.RateLimitFilter;
import io.micrometer.core.instrument.binder.MeterBinder;
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
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Auto-configuration for rate limits. What the report says of them is there even when nothing is configured; filters are
 * registered only for rules.
 */
@AutoConfiguration(beforeName = "dev.readiness.spring.health.HealthContributorsAutoConfiguration")
@EnableConfigurationProperties(RateLimitProperties.class)
@Import({
    RateLimitStoreConfiguration.class,
    InboundLimitConfiguration.class,
    ReactiveLimitConfiguration.class,
    LoginLimitConfiguration.LimiterConfiguration.class, // first: the others ask whether there is a limiter
    LoginLimitConfiguration.class,
    ReactiveLoginConfiguration.class,
    OutboundLimitConfiguration.class,
    RuleConfiguration.class
})
public final class RateLimitAutoConfiguration {

    RateLimitAutoConfiguration() {}

    /** What limits requests to Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({RequestMappingInfoHandlerMapping.class, FilterRegistrationBean.class})
    static class WebConfiguration {

        @Bean("readinessRateLimitRoutedRules")
        RoutedRules rateLimitRoutedRules(
                RateLimitSettings settings,
                RateLimitProperties properties,
                InboundRateLimits limits,
                ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
                ObjectProvider<RouterFunction<?>> routerFunctions) {
            return new RoutedRules(
                    settings.verified(),
                    properties.enabled(),
                    limits,
                    () -> MvcHandlers.read(mappings, routerFunctions));
        }

        @Bean
        @Conditional(OnRateLimits.class)
        @ConditionalOnMissingBean(name = "addressRateLimitFilter")
        FilterRegistrationBean<RateLimitFilter> addressRateLimitFilter(
                InboundRateLimits limits, RateLimitSettings settings, RoutedRules rules, Environment environment) {
            return registration(
                    RateLimitFilter.byAddress(limits, new ServletRoutes(rules), settings.filters()),
                    settings,
                    FilterOrder.BEFORE_LOGIN.in(environment));
        }

        @Bean
        @Conditional(OnRateLimits.class)
        @ConditionalOnMissingBean(name = "identityRateLimitFilter")
        FilterRegistrationBean<RateLimitFilter> identityRateLimitFilter(
                InboundRateLimits limits, RateLimitSettings settings, RoutedRules rules, Environment environment) {
            return registration(
                    RateLimitFilter.byIdentity(limits, new ServletRoutes(rules), settings.filters()),
                    settings,
                    FilterOrder.BEHIND_SECURITY.in(environment));
        }

        /** Both are there even if no rule needs one of them now: rules can be replaced. */
        private static FilterRegistrationBean<RateLimitFilter> registration(
                RateLimitFilter filter, RateLimitSettings settings, int order) {
            FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(filter);
            registration.setEnabled(settings.enabled());
            registration.setOrder(order);
            return registration;
        }
    }

    /** Meters of the rules and of the store. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @ConditionalOnClass(MeterBinder.class)
    static class MeterConfiguration {

        @Bean("readinessRateLimitMeters")
        @ConditionalOnMissingBean
        RateLimitMeters rateLimitMeters(RateLimitSettings settings) {
            return RateLimitMeters.of(settings.rules());
        }

        @Bean("readinessRateLimitStoreMeters")
        @ConditionalOnMissingBean
        RateLimitStoreMeters rateLimitStoreMeters(RateLimitStore store) {
            return RateLimitStoreMeters.of(store);
        }
    }
}
