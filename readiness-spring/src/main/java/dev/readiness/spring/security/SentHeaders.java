package dev.readiness.spring.security;

import dev.readiness.web.SecurityHeadersFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/** The headers that this library's own filter sends; it is really called, as the security filter chain is. */
final class SentHeaders {

    private final Supplier<List<FilterRegistrationBean<SecurityHeadersFilter>>> filters;

    private final ServletContext servletContext;

    SentHeaders(Supplier<List<FilterRegistrationBean<SecurityHeadersFilter>>> filters, ServletContext servletContext) {
        this.filters = filters;
        this.servletContext = servletContext;
    }

    /**
     * Returns what an answer has in the end, if anything adds headers to it.
     *
     * @param chain the headers of the security filter chain, which win
     */
    Optional<Map<String, String>> addedTo(Optional<Map<String, String>> chain) {
        return filters.get().stream()
                .filter(SentHeaders::isInFrontOfAll)
                .findFirst()
                .map(filter -> {
                    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    headers.putAll(sentBy(Objects.requireNonNull(filter.getFilter())));
                    chain.ifPresent(headers::putAll);
                    return headers;
                })
                .or(() -> chain);
    }

    private Map<String, String> sentBy(SecurityHeadersFilter filter) {
        DryRunResponse response = new DryRunResponse();
        try {
            filter.doFilter(new DryRunRequest("GET", "", "/", servletContext), response, (request, unanswered) -> {});
        } catch (IOException | ServletException ex) {
            throw new IllegalStateException("the filter of response headers could not be asked", ex);
        }
        return response.headers();
    }

    private static boolean isInFrontOfAll(FilterRegistrationBean<SecurityHeadersFilter> registration) {
        Collection<String> patterns = registration.getUrlPatterns();
        boolean everywhere = patterns.isEmpty() || patterns.contains("/*");
        return registration.isEnabled()
                && everywhere
                && registration.getServletNames().isEmpty()
                && registration.getServletRegistrationBeans().isEmpty();
    }
}
