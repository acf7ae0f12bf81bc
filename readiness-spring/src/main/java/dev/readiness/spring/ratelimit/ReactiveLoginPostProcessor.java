package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginRateLimiter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.util.ReflectionUtils;

/**
 * Puts the login limit in front of every reactive manager that is a bean, and of the one that Spring Security builds for the
 * chains from the users it finds.
 */
final class ReactiveLoginPostProcessor implements BeanPostProcessor {

    private static final String MANAGER = "authenticationManager";

    private final ObjectProvider<LoginRateLimiter> limiters;
    private final ObjectProvider<ReactiveLoginGuard> guards;

    ReactiveLoginPostProcessor(ObjectProvider<LoginRateLimiter> limiters, ObjectProvider<ReactiveLoginGuard> guards) {
        this.limiters = limiters;
        this.guards = guards;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ReactiveAuthenticationManager manager && isLimited()) {
            return guarded(manager);
        }
        if (bean instanceof ServerHttpSecurity http && isLimited()) {
            DirectFieldAccessor fields = new DirectFieldAccessor(http);
            if (fields.isReadableProperty(MANAGER)
                    && fields.getPropertyValue(MANAGER) instanceof ReactiveAuthenticationManager manager) {
                http.authenticationManager(guarded(manager));
            }
        }
        return bean;
    }

    private boolean isLimited() {
        return limiters.getIfAvailable() != null;
    }

    private ReactiveAuthenticationManager guarded(ReactiveAuthenticationManager manager) {
        if (ReactiveLoginGuard.guards(manager)) {
            return manager;
        }
        ProxyFactory factory = new ProxyFactory(manager);
        factory.setProxyTargetClass(isOpen(manager.getClass()));
        factory.addAdvice(guards.getObject());
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
}
