package dev.readiness.spring.ratelimit;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.ratelimit.LoginRateLimiter;
import dev.readiness.ratelimit.RateLimitRules;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The limit of failed logins in front of Spring Security for WebFlux. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({SecurityWebFilterChain.class, ServerHttpSecurity.class, ReactiveAuthenticationManager.class})
class ReactiveLoginConfiguration {

    @Bean("readinessReactiveLoginRateLimiter")
    @ConditionalOnBean(LoginRateLimiter.class)
    ReactiveLoginRateLimiter reactiveLoginRateLimiter(LoginRateLimiter limiter) {
        return new ReactiveLoginRateLimiter(limiter);
    }

    @Bean("readinessReactiveLoginPostProcessor")
    static ReactiveLoginPostProcessor reactiveLoginPostProcessor(ObjectProvider<ReactiveLoginRateLimiter> limiters) {
        return new ReactiveLoginPostProcessor(limiters);
    }

    @Bean("readinessReactiveLoginFilter")
    @ConditionalOnBean(LoginRateLimiter.class)
    ReactiveLoginFilter reactiveLoginFilter(RateLimitProperties properties) {
        return new ReactiveLoginFilter(
                RateLimitSettings.read(properties).filters().addresses(), ReactiveLimitConfiguration.SECURITY - 10);
    }

    @Bean("readinessLoginUnlimitedRule")
    ReadinessRule loginUnlimitedRule(
            ObjectProvider<SecurityWebFilterChain> chains, ListableBeanFactory beans, ResourceLoader resources) {
        ReactiveLoginInspection inspection =
                new ReactiveLoginInspection(chains, beans, ApplicationClassFiles.of(beans, resources));
        OwnLimits own = new OwnLimits(beans, resources);
        return RateLimitRules.loginUnlimited(() -> own.unlessLimitedBy(inspection.protection()));
    }
}
