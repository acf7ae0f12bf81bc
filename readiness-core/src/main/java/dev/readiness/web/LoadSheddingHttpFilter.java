package dev.readiness.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import dev.readiness.scaling.Admission;
import dev.readiness.scaling.LoadShedder;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses requests to the JDK's HTTP server that would only wait, with 503, {@code Retry-After} and a problem document.
 *
 * <p>The server needs an executor with more threads than may be in at once. Safe for use by many threads.
 */
public final class LoadSheddingHttpFilter extends Filter {

    private final LoadShedder shedder;
    private final Function<HttpExchange, Optional<String>> sliceOf;

    /**
     * Creates a filter.
     *
     * @param sliceOf gives the slice that a request belongs to, {@link LoadShedder#REST} if to none, or nothing for one that is
     *     never refused, such as a probe
     */
    public LoadSheddingHttpFilter(LoadShedder shedder, Function<HttpExchange, Optional<String>> sliceOf) {
        this.shedder = Objects.requireNonNull(shedder, "shedder");
        this.sliceOf = Objects.requireNonNull(sliceOf, "sliceOf");
    }

    @Override
    public String description() {
        return "refuses requests that would only wait";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Optional<String> slice = sliceOf.apply(exchange);
        if (slice.isEmpty()) {
            chain.doFilter(exchange);
            return;
        }
        Optional<Admission> admission = shedder.admit(slice.get());
        if (admission.isPresent()) {
            try {
                chain.doFilter(exchange);
            } finally {
                admission.get().close();
            }
        } else {
            Duration retryAfter = shedder.retryAfter();
            exchange.getResponseHeaders().set("Retry-After", Long.toString(retryAfter.toSeconds()));
            HttpExchangeProblemWriter.write(ShedProblem.of(retryAfter), exchange);
        }
    }
}
