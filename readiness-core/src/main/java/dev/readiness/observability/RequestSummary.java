package dev.readiness.observability;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one line for a request that is over: method, route, status and duration, and whether it was slow.
 *
 * <p>The line names the route, {@code /appointments/{id}}, and never the path, which may hold what must not be logged. The
 * same is attached as key-value pairs for structured logs. Requests that were slow or failed are logged as warnings.
 *
 * <p>Safe for use by many threads.
 */
public final class RequestSummary {

    /** The logger to which the lines go. */
    public static final String LOGGER_NAME = "dev.readiness.observability.requests";

    private static final Logger LOGGER = LoggerFactory.getLogger(LOGGER_NAME);

    private static final String NO_ROUTE = "(no route)";

    private final Duration slow;

    private RequestSummary(Duration slow) {
        if (slow.isZero() || slow.isNegative()) {
            throw new IllegalArgumentException("'slow' must be more than zero but is " + slow);
        }
        this.slow = slow;
    }

    /**
     * Returns what calls a request slow from {@code slow} on.
     *
     * @throws IllegalArgumentException if {@code slow} is not more than zero
     */
    public static RequestSummary slowFrom(Duration slow) {
        return new RequestSummary(slow);
    }

    /**
     * Logs the line.
     *
     * @param method as the caller sent it; one that HTTP does not define is shown as {@code _OTHER}
     * @param route the route that handled it, or {@code null} if it led nowhere
     * @param status of the answer
     * @param start when it began, by {@link System#nanoTime}
     */
    public void log(String method, @Nullable String route, int status, long start) {
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        boolean isSlow = duration.compareTo(slow) >= 0;
        LoggingEventBuilder line = LOGGER.atLevel(isSlow || status >= 500 ? Level.WARN : Level.INFO);
        String known = known(method);
        String name = Objects.requireNonNullElse(route, NO_ROUTE);
        line.addKeyValue("http.request.method", known)
                .addKeyValue("http.route", name)
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("duration_ms", duration.toMillis())
                .log("{} {} answered {} in {} ms{}", known, name, status, duration.toMillis(), isSlow ? ", slow" : "");
    }

    /** Any token is a method to the container, and a token may be endless. */
    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" -> method;
            default -> "_OTHER";
        };
    }
}
