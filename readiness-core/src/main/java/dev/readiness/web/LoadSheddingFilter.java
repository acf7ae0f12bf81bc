package dev.readiness.web;

import dev.readiness.scaling.Admission;
import dev.readiness.scaling.LoadShedder;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
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
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses servlet requests that would only wait, with 503, {@code Retry-After} and a problem document, before their body is
 * read.
 *
 * <p>It belongs before everything that costs something, the application's security included. A request holds its place until
 * it has been answered, if it is asynchronous, too. Forwards, error and asynchronous dispatches are the same request and not
 * counted again; CORS preflights are not counted at all. A stream of events gives its place back when it has begun, since it
 * mostly waits.
 *
 * <p>Safe for use by many threads.
 */
public final class LoadSheddingFilter implements Filter {

    private static final String VISITED = "dev.readiness.load-shedding.visited";

    private final LoadShedder shedder;
    private final Function<HttpServletRequest, Optional<String>> sliceOf;

    /**
     * Creates a filter.
     *
     * @param sliceOf gives the slice that a request belongs to, {@link LoadShedder#REST} if to none, or nothing for one that is
     *     never refused, such as a probe
     */
    public LoadSheddingFilter(LoadShedder shedder, Function<HttpServletRequest, Optional<String>> sliceOf) {
        this.shedder = Objects.requireNonNull(shedder, "shedder");
        this.sliceOf = Objects.requireNonNull(sliceOf, "sliceOf");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> slice =
                request instanceof HttpServletRequest http && isCounted(http) ? sliceOf.apply(http) : Optional.empty();
        if (slice.isEmpty() || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(VISITED, true);
        Optional<Admission> admission = shedder.admit(slice.get());
        if (admission.isPresent()) {
            admit(admission.get(), request, answer, chain);
        } else {
            Duration retryAfter = shedder.retryAfter();
            answer.setHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
            ServletProblemWriter.write(ShedProblem.of(retryAfter), answer);
        }
    }

    private static boolean isCounted(HttpServletRequest request) {
        return request.getAttribute(VISITED) == null && RateLimitFilter.isCounted(request);
    }

    private static void admit(
            Admission admission, ServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean goesOn = false;
        try {
            chain.doFilter(request, response);
            if (request.isAsyncStarted() && !isEventStream(response)) {
                request.getAsyncContext().addListener(new Release(admission));
                goesOn = true;
            }
        } finally {
            if (!goesOn) {
                admission.close();
            }
        }
    }

    private static boolean isEventStream(HttpServletResponse response) {
        String type = response.getContentType();
        return type != null && type.startsWith("text/event-stream");
    }

    /** A listener that is called when the request has been answered, in whichever way. */
    private record Release(Admission admission) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            admission.close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // The application may still answer; onComplete comes in any case.
        }

        @Override
        public void onError(AsyncEvent event) {
            // As above.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this); // what begins again has forgotten its listeners
        }
    }
}
