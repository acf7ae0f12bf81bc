package dev.readiness.web;

import dev.readiness.scaling.ConcurrencyLimit;
import dev.readiness.validation.ProblemDocument;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses servlet requests with 503 and {@code Retry-After} (RFC 9110) while too many of their kind are in progress, so that
 * those which are accepted are answered as fast as ever.
 *
 * <p>Forwards, error and asynchronous dispatches belong to a request that was accepted. It is in progress until its answer is
 * complete, also when that is done asynchronously.
 *
 * <p>Safe for use by many threads.
 */
public final class LoadSheddingFilter implements Filter {

    private final Function<HttpServletRequest, @Nullable ConcurrencyLimit> limits;
    private final long retryAfterSeconds;
    private final LongSupplier nanoTime;

    /**
     * Creates a filter.
     *
     * @param limits gives the limit of a request, or {@code null} for one that is never refused, such as a probe
     * @param retryAfter when whoever was refused may come again, in whole seconds and at least one
     */
    public LoadSheddingFilter(Function<HttpServletRequest, @Nullable ConcurrencyLimit> limits, Duration retryAfter) {
        this(limits, retryAfter, System::nanoTime);
    }

    LoadSheddingFilter(
            Function<HttpServletRequest, @Nullable ConcurrencyLimit> limits,
            Duration retryAfter,
            LongSupplier nanoTime) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.retryAfterSeconds = retryAfter.toSeconds();
        this.nanoTime = nanoTime;
        if (retryAfterSeconds < 1) {
            throw new IllegalArgumentException("'retryAfter' must be at least one second but is " + retryAfter);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ConcurrencyLimit limit =
                request instanceof HttpServletRequest http && http.getDispatcherType() == DispatcherType.REQUEST
                        ? limits.apply(http)
                        : null;
        if (limit == null) {
            chain.doFilter(request, response);
        } else if (limit.tryAcquire()) {
            pass(limit, request, response, chain);
        } else {
            refuse((HttpServletResponse) response);
        }
    }

    private void pass(ConcurrencyLimit limit, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Ending ending = new Ending(limit, nanoTime);
        boolean later = false;
        try {
            chain.doFilter(request, response);
            later = request.isAsyncStarted();
            if (later) {
                request.getAsyncContext().addListener(ending);
            }
        } finally {
            if (!later) {
                ending.end();
            }
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", Long.toString(retryAfterSeconds));
        ServletProblemWriter.write(
                ProblemDocument.of("overloaded", "Too many requests are in progress", 503), response);
    }

    /** Gives the place back, once. */
    private static final class Ending implements AsyncListener {

        private final ConcurrencyLimit limit;
        private final LongSupplier nanoTime;
        private final long start;
        private final AtomicBoolean ended = new AtomicBoolean();

        Ending(ConcurrencyLimit limit, LongSupplier nanoTime) {
            this.limit = limit;
            this.nanoTime = nanoTime;
            this.start = nanoTime.getAsLong();
        }

        void end() {
            if (ended.compareAndSet(false, true)) {
                limit.release(nanoTime.getAsLong() - start);
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Completed by the application or the container, which is told as onComplete.
        }

        @Override
        public void onError(AsyncEvent event) {
            // As above.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
