package dev.readiness.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.readiness.observability.Correlation;
import java.io.IOException;

/**
 * Opens a {@link Correlation} for each request to the JDK's HTTP server and answers with its id in
 * {@value Correlation#ID_FIELD}.
 *
 * <p>It is the first of a context's filters. Safe for use by many threads.
 */
public final class CorrelationHttpFilter extends Filter {

    /** Creates a filter. */
    public CorrelationHttpFilter() {}

    @Override
    public String description() {
        return "gives each request a correlation id";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        Correlation correlation =
                Correlation.of(headers.getFirst(Correlation.ID_FIELD), headers.getFirst(Correlation.TRACE_FIELD));
        exchange.getResponseHeaders().set(Correlation.ID_FIELD, correlation.id());
        Correlation.Scope scope = correlation.open();
        try {
            chain.doFilter(exchange);
        } finally {
            scope.close();
        }
    }
}
