package dev.readiness.spring.ratelimit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.web.server.WebFilter;

/** The filters of a reactive security chain that ask an authentication manager. */
final class ReactiveLoginFilters {

    private static final String RESOLVER = "authenticationManagerResolver";

    private ReactiveLoginFilters() {}

    static List<AuthenticationWebFilter> in(SecurityWebFilterChain chain) {
        return chain.getWebFilters()
                .toStream()
                .map(ReactiveLoginFilters::unwrapped)
                .filter(AuthenticationWebFilter.class::isInstance)
                .map(AuthenticationWebFilter.class::cast)
                .toList();
    }

    /** Spring Security wraps a filter to put it in order. */
    private static WebFilter unwrapped(WebFilter filter) {
        return property(filter, "webFilter") instanceof WebFilter inside ? inside : filter;
    }

    static @Nullable Object resolverOf(AuthenticationWebFilter filter) {
        return property(filter, RESOLVER);
    }

    static @Nullable Object converterOf(AuthenticationWebFilter filter) {
        return property(filter, "authenticationConverter");
    }

    static void setResolver(AuthenticationWebFilter filter, ReactiveLoginGuard.Resolver resolver) {
        new DirectFieldAccessor(filter).setPropertyValue(RESOLVER, resolver);
    }

    /** Returns what {@code target} has in a field, or nothing where it has no such field. */
    static @Nullable Object property(Object target, String field) {
        DirectFieldAccessor fields = new DirectFieldAccessor(target);
        return fields.isReadableProperty(field) ? fields.getPropertyValue(field) : null;
    }
}
