package dev.readiness.spring.ratelimit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.server.ServerWebExchange;

/**
 * Puts the login limit in front of every reactive manager that is a bean, and of those that the filters of the security
 * chains ask, wherever they come from.
 */
final class ReactiveLoginPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<ReactiveLoginRateLimiter> limiters;

    ReactiveLoginPostProcessor(ObjectProvider<ReactiveLoginRateLimiter> limiters) {
        this.limiters = limiters;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof ReactiveAuthenticationManager) && !(bean instanceof SecurityWebFilterChain)) {
            return bean;
        }
        ReactiveLoginRateLimiter limiter = limiters.getIfAvailable();
        if (limiter == null) {
            return bean;
        }
        ReactiveLoginGuard guard = new ReactiveLoginGuard(limiter);
        if (bean instanceof ReactiveAuthenticationManager manager) {
            return guarded(manager, guard);
        }
        ReactiveLoginFilters.in((SecurityWebFilterChain) bean).forEach(filter -> guard(filter, guard));
        return bean;
    }

    private static ReactiveAuthenticationManager guarded(
            ReactiveAuthenticationManager manager, ReactiveLoginGuard guard) {
        if (ReactiveLoginGuard.guards(manager)) {
            return manager;
        }
        ProxyFactory factory = new ProxyFactory(manager);
        factory.setProxyTargetClass(isOpen(manager.getClass()));
        factory.addAdvice(guard);
        return (ReactiveAuthenticationManager)
                factory.getProxy(manager.getClass().getClassLoader());
    }

    /** Where it can be a subclass it is one, for those who ask for the manager by its class. */
    private static boolean isOpen(Class<?> type) {
        Method authenticate = ReflectionUtils.findMethod(type, "authenticate", Authentication.class);
        return !Modifier.isFinal(type.getModifiers())
                && authenticate != null
                && !Modifier.isFinal(authenticate.getModifiers());
    }

    /**
     * A chain is given its managers while it is built, where nobody can step in between, and has no setter for them later.
     * A virtual machine that forbids to set the field leaves the filter as it is, and the report says so.
     */
    @SuppressWarnings("unchecked") // the filter's field has no other type
    private static void guard(AuthenticationWebFilter filter, ReactiveLoginGuard guard) {
        if (!(ReactiveLoginFilters.resolverOf(filter) instanceof ReactiveAuthenticationManagerResolver<?> resolver)
                || resolver instanceof ReactiveLoginGuard.Resolver) {
            return;
        }
        try {
            ReactiveLoginFilters.setResolver(
                    filter,
                    new ReactiveLoginGuard.Resolver(
                            (ReactiveAuthenticationManagerResolver<ServerWebExchange>) resolver, guard));
        } catch (BeansException ex) {
            LoggerFactory.getLogger(ReactiveLoginPostProcessor.class).debug("A filter keeps its unlimited manager", ex);
        }
    }
}
