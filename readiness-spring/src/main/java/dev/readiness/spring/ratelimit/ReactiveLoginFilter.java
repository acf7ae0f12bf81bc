package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.web.RateLimitFields;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Tells the guard the client address, and answers a login above the limit with 429, in front of Spring Security. */
final class ReactiveLoginFilter implements WebFilter, Ordered {

    private final ClientAddresses addresses;
    private final int order;

    ReactiveLoginFilter(ClientAddresses addresses, int order) {
        this.addresses = addresses;
        this.order = order;
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // Most requests carry no password: the address is looked for when one is checked.
        ReactiveCountedRequest request = new ReactiveCountedRequest(exchange, addresses, null);
        return chain.filter(exchange)
                .onErrorResume(LoginRateLimitedException.class, ex -> refuse(ex, exchange.getResponse()))
                .contextWrite(context -> context.put(ReactiveLoginRateLimiter.REQUEST, request));
    }

    private static Mono<Void> refuse(LoginRateLimitedException ex, ServerHttpResponse response) {
        if (response.isCommitted()) {
            return Mono.error(ex);
        }
        response.getHeaders().set("Retry-After", Long.toString(ex.decision().retryAfterSeconds()));
        return RateLimitWebFilter.answer(RateLimitFields.problem(LoginLimitFilter.POLICY, ex.decision()), response);
    }
}
