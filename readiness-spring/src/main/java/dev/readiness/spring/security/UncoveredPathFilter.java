package dev.readiness.spring.security;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.web.ServletProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Refuses what no security filter chain of the application matches, unless it is listed as public.
 *
 * <p>Only requests are refused. What the application itself forwards, includes or shows as an error page belongs to a request
 * that its own chains have let in, or that was listed.
 *
 * <p>Safe for use by many threads.
 */
final class UncoveredPathFilter extends GenericFilterBean {

    static final ProblemDocument REFUSAL =
            ProblemDocument.of("uncovered-path", "Access to this path is not allowed", 403);

    private static final Logger log = LoggerFactory.getLogger(UncoveredPathFilter.class);

    private final List<RequestMatcher> open;

    /**
     * @param servletPath path under which Spring MVC answers, {@code /} for the default
     */
    UncoveredPathFilter(List<ListedEndpoint> listed, String servletPath) {
        String base = servletPath.replaceFirst("/\\*?$", "");
        PathPatternRequestMatcher.Builder matchers = base.isEmpty()
                ? PathPatternRequestMatcher.withDefaults()
                : PathPatternRequestMatcher.withDefaults().basePath(base);
        this.open = listed.stream()
                .map(endpoint -> {
                    RequestMatcher path = matchers.matcher(endpoint.pattern().getPatternString());
                    return (RequestMatcher) request ->
                            endpoint.allows(HttpMethod.valueOf(request.getMethod())) && path.matches(request);
                })
                .toList();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (http.getDispatcherType() != DispatcherType.REQUEST || open.stream().anyMatch(path -> path.matches(http))) {
            chain.doFilter(request, response);
            return;
        }
        if (log.isDebugEnabled() && http.getAttribute(DryRunRequest.DRY_RUN) == null) {
            // Without the path, which may hold anything that a caller writes there.
            log.debug("Refused a {} request: no SecurityFilterChain matches its path.", http.getMethod());
        }
        ServletProblemWriter.write(REFUSAL, (HttpServletResponse) response);
    }
}
