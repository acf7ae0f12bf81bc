package dev.readiness.spring.security;

import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what no reactive security filter chain of the application matches, unless it is listed as public.
 *
 * <p>Safe for use by many threads.
 */
final class UncoveredPathWebFilter implements WebFilter {

    private final List<ListedEndpoint> listed;

    private UncoveredPathWebFilter(List<ListedEndpoint> listed) {
        this.listed = List.copyOf(listed);
    }

    /** Returns a chain for any request that holds nothing but this filter. */
    static SecurityWebFilterChain chain(List<ListedEndpoint> listed) {
        return new MatcherSecurityWebFilterChain(
                ServerWebExchangeMatchers.anyExchange(), List.of(new UncoveredPathWebFilter(listed)));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        boolean open = listed.stream()
                .anyMatch(endpoint -> endpoint.allows(exchange.getRequest().getMethod())
                        && endpoint.pattern().matches(path));
        return open ? chain.filter(exchange) : refuse(exchange.getResponse());
    }

    private static Mono<Void> refuse(ServerHttpResponse response) {
        byte[] document = UncoveredPathFilter.REFUSAL.toJson();
        response.setStatusCode(HttpStatusCode.valueOf(UncoveredPathFilter.REFUSAL.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getHeaders().setContentLength(document.length);
        DataBuffer body = response.bufferFactory().wrap(document);
        return response.writeWith(Mono.just(body));
    }
}
