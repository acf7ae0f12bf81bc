package dev.readiness.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;

/**
 * Sends {@link SecurityHeaders} with each answer of the JDK's HTTP server. They are there before the handler runs, so what it
 * {@linkplain com.sun.net.httpserver.Headers#set sets} replaces ours; it must not {@code add} one of them.
 *
 * <p>The handler finds the nonce of the request in the attribute {@value SecurityHeadersFilter#NONCE_ATTRIBUTE}.
 * Strict-Transport-Security goes out where the server itself speaks TLS; behind a proxy that ends it, let the proxy send it.
 * The server sends no header that would have to be kept back, and what a handler sets is sent.
 *
 * <p>It is the first of a context's filters. Safe for use by many threads.
 */
public final class SecurityHeadersHttpFilter extends Filter {

    private final SecurityHeaders headers;

    /** Creates a filter that sends {@code headers}. */
    public SecurityHeadersHttpFilter(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    public String description() {
        return "sends the headers by which a browser protects its user";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String nonce = SecurityHeaders.newNonce();
        exchange.setAttribute(SecurityHeadersFilter.NONCE_ATTRIBUTE, nonce);
        headers.missing(name -> exchange.getResponseHeaders().getFirst(name), nonce, exchange instanceof HttpsExchange)
                .forEach(exchange.getResponseHeaders()::set);
        chain.doFilter(exchange);
    }
}
