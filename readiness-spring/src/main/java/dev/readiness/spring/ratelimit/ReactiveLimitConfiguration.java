package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.InboundRateLimits;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** What limits requests to Spring WebFlux. Its security filter stands where that of servlets does. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(RequestMappingInfoHandlerMapping.class)
class ReactiveLimitConfiguration {

    /** Where the filter of Spring Security stands. */
    static final int SECURITY = -100;

    @Bean("readinessRateLimitRoutedRules")
    RoutedRules rateLimitRoutedRules(
            RateLimitSettings settings,
            InboundRateLimits limits,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            ObjectProvider<RouterFunction<?>> routerFunctions) {
        return new RoutedRules(
                settings.verified(),
                settings.enabled(),
                limits,
                () -> ReactiveHandlers.read(mappings, routerFunctions));
    }

    @Bean
    @Conditional(OnRateLimits.class)
    @ConditionalOnMissingBean(name = "addressRateLimitFilter")
    RateLimitWebFilter addressRateLimitFilter(InboundRateLimits limits, RateLimitSettings settings, RoutedRules rules) {
        return new RateLimitWebFilter(limits, rules, settings.filters(), true, SECURITY - 20);
    }

    @Bean
    @Conditional(OnRateLimits.class)
    @ConditionalOnMissingBean(name = "identityRateLimitFilter")
    RateLimitWebFilter identityRateLimitFilter(
            InboundRateLimits limits, RateLimitSettings settings, RoutedRules rules) {
        return new RateLimitWebFilter(limits, rules, settings.filters(), false, SECURITY + 10);
    }
}
