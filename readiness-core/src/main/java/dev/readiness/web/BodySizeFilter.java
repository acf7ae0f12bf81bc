package dev.readiness.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Refuses servlet requests whose body is larger than allowed, with 413 and a problem document.
 *
 * <p>A request that announces too much is refused before anything is read. Any other is counted while the application
 * reads it, and refused at the first byte too many, whatever the application makes of the interrupted read. Forms and
 * multipart requests that do not announce their length are read by the container, past every filter: there its own
 * limits hold.
 *
 * <p>Safe for use by many threads.
 */
public final class BodySizeFilter implements Filter {

    private final ToLongFunction<HttpServletRequest> limits;

    /** Creates a filter that lets bodies of up to {@code maxBytes} through. */
    public BodySizeFilter(long maxBytes) {
        long checked = BodyLimit.check(maxBytes);
        this.limits = request -> checked;
    }

    /** Creates a filter that asks for each request how many bytes its body may have, 1 or more. */
    public BodySizeFilter(ToLongFunction<HttpServletRequest> limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse httpResponse) {
            filter(http, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long maxBytes = BodyLimit.check(limits.applyAsLong(request));
        if (request.getContentLengthLong() > maxBytes) {
            refuse(response, maxBytes);
            return;
        }
        BodyLimit limit = new BodyLimit(maxBytes);
        try {
            chain.doFilter(new BoundedRequest(request, limit), new SilencedWhenExceeded(response, limit));
        } catch (IOException | ServletException | RuntimeException ex) {
            if (!limit.exceeded()) {
                throw ex;
            }
        }
        if (limit.exceeded() && !response.isCommitted()) {
            refuse(response, maxBytes);
        }
    }

    private static void refuse(HttpServletResponse response, long maxBytes) throws IOException {
        response.setHeader("Connection", "close"); // or the rest of the body would have to be read
        ServletProblemWriter.write(BodyLimit.problem(maxBytes), response);
    }
}
