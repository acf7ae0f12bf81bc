package dev.readiness.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Puts into a request what a filter of Spring MVC puts into real ones up to Spring Framework 6. Without it a matcher of Spring
 * Security 6 works, and warns in the log of the host.
 */
final class MatcherCache implements Consumer<HttpServletRequest> {

    private static final String INTROSPECTOR = "mvcHandlerMappingIntrospector";

    private final BeanFactory beans;

    MatcherCache(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void accept(HttpServletRequest request) {
        if (!beans.containsBean(INTROSPECTOR)) {
            return;
        }
        Object introspector = beans.getBean(INTROSPECTOR);
        Method setCache = ReflectionUtils.findMethod(introspector.getClass(), "setCache", HttpServletRequest.class);
        if (setCache != null) {
            ReflectionUtils.makeAccessible(setCache);
            ReflectionUtils.invokeMethod(setCache, introspector, request);
        }
    }
}
