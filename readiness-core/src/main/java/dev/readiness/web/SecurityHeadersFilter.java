package dev.readiness.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Sends {@link SecurityHeaders} with each answer, unless the application sends a header of the same name itself.
 *
 * <p>A template finds the nonce of the request, which a browser asks of inline scripts and styles, in the request attribute
 * {@value #NONCE_ATTRIBUTE}: {@code <script nonce="${cspNonce}">}. Strict-Transport-Security goes out on encrypted connections
 * only, as RFC 6797, section 7.2, wants it; behind a proxy that ends TLS the container has to be told to believe its forwarded
 * headers. An X-Frame-Options of {@code SAMEORIGIN} that the application sets holds for the policy too.
 *
 * <p>It stands before every filter that answers, and is mapped to error dispatches as well.
 *
 * <p>Safe for use by many threads.
 */
public final class SecurityHeadersFilter implements Filter {

    /** The request attribute that holds the nonce: 22 characters of Base64, new for each request. */
    public static final String NONCE_ATTRIBUTE = "cspNonce";

    private final List<SecurityHeaders.Header> headers;

    private final Set<String> removed;

    private final boolean needsNonce;

    /** Creates a filter that sends {@code headers}. */
    public SecurityHeadersFilter(SecurityHeaders headers) {
        this.headers = headers.headers();
        this.removed = headers.removed();
        this.needsNonce = this.headers.stream().anyMatch(SecurityHeaders.Header::needsNonce);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse httpResponse) {
            chain.doFilter(request, withHeaders(http, httpResponse));
        } else {
            chain.doFilter(request, response);
        }
    }

    private DefaultHeadersResponse withHeaders(HttpServletRequest request, HttpServletResponse response) {
        String nonce = needsNonce ? nonceOf(request) : "";
        DefaultHeadersResponse wrapped =
                new DefaultHeadersResponse(response, headers, removed, nonce, request.isSecure());
        if (request.getAttribute(DefaultHeadersResponse.class.getName()) instanceof DefaultHeadersResponse before) {
            wrapped.takeOver(before);
        } else {
            wrapped.apply();
        }
        request.setAttribute(DefaultHeadersResponse.class.getName(), wrapped);
        return wrapped;
    }

    private String nonceOf(HttpServletRequest request) {
        if (request.getAttribute(NONCE_ATTRIBUTE) instanceof String given) {
            return given; // an error page of a request whose policy is set
        }
        String nonce = SecurityHeaders.newNonce();
        request.setAttribute(NONCE_ATTRIBUTE, nonce);
        return nonce;
    }
}
