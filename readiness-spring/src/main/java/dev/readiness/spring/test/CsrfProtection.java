package dev.readiness.spring.test;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.FilterInvocation;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/** Tells where a write without a CSRF token is refused before anything that a drill could see. */
final class CsrfProtection {

    private static final String FILTER = "org.springframework.security.web.csrf.CsrfFilter";

    private CsrfProtection() {}

    static boolean covers(WebApplicationContext context, String method, String path) {
        return ClassUtils.isPresent(FILTER, context.getClassLoader()) && Chains.cover(context, method, path);
    }

    /** The part that needs Spring Security on the class path. */
    private static final class Chains {

        static boolean cover(WebApplicationContext context, String method, String path) {
            HttpServletRequest request =
                    new FilterInvocation("", path, "", "", method, context.getServletContext()).getRequest();
            return context.getBeansOfType(FilterChainProxy.class).values().stream()
                    .anyMatch(proxy -> covers(proxy, request));
        }

        /** The first chain that matches is the one that runs. */
        private static boolean covers(FilterChainProxy proxy, HttpServletRequest request) {
            return proxy.getFilterChains().stream()
                    .filter(chain -> chain.matches(request))
                    .findFirst()
                    .filter(chain -> chain.getFilters().stream().anyMatch(CsrfFilter.class::isInstance))
                    .isPresent();
        }
    }
}
