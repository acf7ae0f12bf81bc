package dev.readiness.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one line for each servlet request when it is over: method, route, status and duration, and whether it was slow.
 *
 * <p>The line names the route, {@code /appointments/{id}}, and never the path, which may hold what must not be logged. The
 * same is attached as key-value pairs for structured logs. Requests that were slow or failed are logged as warnings.
 *
 * <p>Safe for use by many threads.
 */
public final class RequestSummaryFilter implements Filter {

    /** The logger to which the lines go. */
    public static final String LOGGER_NAME = "dev.readiness.observability.requests";

    private static final Logger LOGGER = LoggerFactory.getLogger(LOGGER_NAME);

    private static final String NO_ROUTE = "(no route)";

    private final Duration slow;
    private final Function<HttpServletRequest, @Nullable String> route;

    /**
     * Creates a filter.
     *
     * @param slow from which duration on a request is called slow; more than zero
     * @param route returns the route of a request that has been handled, or {@code null} if it led nowhere
     */
    public RequestSummaryFilter(Duration slow, Function<HttpServletRequest, @Nullable String> route) {
        if (slow.isZero() || slow.isNegative()) {
            throw new IllegalArgumentException("'slow' must be more than zero but is " + slow);
        }
        this.slow = slow;
        this.route = Objects.requireNonNull(route, "route");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse httpResponse) {
            summarise(http, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void summarise(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        boolean returned = false;
        try {
            chain.doFilter(request, response);
            returned = true;
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Summary(request, response, start));
            } else {
                // What is thrown past every filter is answered with 500 by the container, after us.
                log(request, returned ? response.getStatus() : 500, start);
            }
        }
    }

    private void log(HttpServletRequest request, int status, long start) {
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        boolean isSlow = duration.compareTo(slow) >= 0;
        LoggingEventBuilder line = LOGGER.atLevel(isSlow || status >= 500 ? Level.WARN : Level.INFO);
        String method = known(request.getMethod());
        String name = Objects.requireNonNullElse(route.apply(request), NO_ROUTE);
        line.addKeyValue("http.request.method", method)
                .addKeyValue("http.route", name)
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("duration_ms", duration.toMillis())
                .log("{} {} answered {} in {} ms{}", method, name, status, duration.toMillis(), isSlow ? ", slow" : "");
    }

    /** Any token is a method to the container, and a token may be endless. */
    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" -> method;
            default -> "_OTHER";
        };
    }

    /** Logs when the last thread has let the request go. */
    private final class Summary implements AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long start;

        Summary(HttpServletRequest request, HttpServletResponse response, long start) {
            this.request = request;
            this.response = response;
            this.start = start;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            log(request, response.getStatus(), start);
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this); // a request that goes asynchronous again forgets its listeners
        }
    }
}
