package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.OutboundRateLimiter;
import dev.readiness.ratelimit.OutboundRateLimiters;
import dev.readiness.ratelimit.RateLimit;
import java.util.ArrayList;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** The limits of what the application calls. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboundProperties.class)
class OutboundLimitConfiguration {

    @Bean("readinessOutboundRateLimiters")
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

    /** For applications with proxies around beans. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MethodInterceptor.class)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static class AdviceConfiguration {

        @Bean("readinessOutboundLimitAdvisor")
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static OutboundAdvisor outboundLimitAdvisor(ObjectProvider<OutboundRateLimiters> limiters) {
            return new OutboundAdvisor(limiters);
        }
    }
}
