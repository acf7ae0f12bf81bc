package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginRateLimiter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.authentication.ProviderManager;

/**
 * Puts the login limit in front of every provider manager: those that are beans, and those that Spring Security builds for
 * a chain, which it passes to the post-processors too.
 */
final class LoginLimitPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<LoginRateLimiter> limiters;

    LoginLimitPostProcessor(ObjectProvider<LoginRateLimiter> limiters) {
        this.limiters = limiters;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof ProviderManager manager) || bean instanceof LimitedProviders) {
            return bean;
        }
        LoginRateLimiter limiter = limiters.getIfAvailable();
        return limiter == null ? bean : new LimitedProviders(manager, new LoginGuard(limiter));
    }
}
