package dev.readiness.web;

import dev.readiness.observability.RequestSummary;
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

/**
 * Logs the line of {@link RequestSummary} for each servlet request when it is over.
 *
 * <p>Safe for use by many threads.
 */
public final class RequestSummaryFilter implements Filter {

    /** The logger to which the lines go. */
    public static final String LOGGER_NAME = RequestSummary.LOGGER_NAME;

    private final RequestSummary summary;
    private final Function<HttpServletRequest, @Nullable String> route;

    /**
     * Creates a filter.
     *
     * @param slow from which duration on a request is called slow; more than zero
     * @param route returns the route of a request that has been handled, or {@code null} if it led nowhere
     */
    public RequestSummaryFilter(Duration slow, Function<HttpServletRequest, @Nullable String> route) {
        this.summary = RequestSummary.slowFrom(slow);
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
        summary.log(request.getMethod(), route.apply(request), status, start);
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
