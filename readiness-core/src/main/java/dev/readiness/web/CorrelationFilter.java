package dev.readiness.web;

import dev.readiness.observability.Correlation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Opens a {@link Correlation} for each servlet request and answers with its id in {@value Correlation#ID_FIELD}.
 *
 * <p>It stands before everything that logs. Asynchronous and error dispatches of a request keep the correlation that the
 * request began with.
 *
 * <p>Safe for use by many threads.
 */
public final class CorrelationFilter implements Filter {

    private static final String ATTRIBUTE = Correlation.class.getName();

    /** Creates a filter. */
    public CorrelationFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse httpResponse) {
            Correlation correlation = correlationOf(http);
            if (!httpResponse.isCommitted()) {
                httpResponse.setHeader(Correlation.ID_FIELD, correlation.id());
            }
            Correlation.Scope scope = correlation.open();
            try {
                chain.doFilter(request, response);
            } finally {
                scope.close();
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Correlation correlationOf(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Correlation begun) {
            return begun;
        }
        Correlation correlation =
                Correlation.of(request.getHeader(Correlation.ID_FIELD), request.getHeader(Correlation.TRACE_FIELD));
        request.setAttribute(ATTRIBUTE, correlation);
        return correlation;
    }
}
