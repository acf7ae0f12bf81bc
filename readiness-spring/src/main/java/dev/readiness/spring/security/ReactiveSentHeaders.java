package dev.readiness.spring.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** The headers that this library's own filter sends in a reactive application; it is really called. */
final class ReactiveSentHeaders {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private final Supplier<List<WebFilter>> filters;

    private final ApplicationContext context;

    /**
     * @param filters the filters of the application, of which those are looked at that send headers
     */
    ReactiveSentHeaders(Supplier<List<WebFilter>> filters, ApplicationContext context) {
        this.filters = filters;
        this.context = context;
    }

    /** Returns the filters themselves. */
    List<SecurityHeadersWebFilter> filters() {
        return filters.get().stream()
                .filter(SecurityHeadersWebFilter.class::isInstance)
                .map(SecurityHeadersWebFilter.class::cast)
                .toList();
    }

    /** Returns the headers of an answer that nothing else adds any to. */
    Map<String, String> headers() {
        ServerWebExchange exchange =
                DryRunExchange.of(new DryRunServerRequest("GET", "/"), new DryRunServerResponse(), context);
        for (SecurityHeadersWebFilter filter : filters()) {
            filter.filter(exchange, passed -> Mono.empty()).block(LONG_ENOUGH);
        }
        exchange.getResponse().setComplete().block(LONG_ENOUGH);
        return headersOf(exchange);
    }

    /** Returns the headers of the answer in {@code exchange}, by names in any case. */
    static Map<String, String> headersOf(ServerWebExchange exchange) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getResponse().getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return headers;
    }
}
