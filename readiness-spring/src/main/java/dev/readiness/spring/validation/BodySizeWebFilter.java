package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses requests to Spring WebFlux that announce a body that is larger than allowed, before it is read. */
final class BodySizeWebFilter implements WebFilter, Ordered {

    static final int BEFORE_SECURITY = -110;

    private final RequestLimits limits;

    BodySizeWebFilter(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public int getOrder() {
        return BEFORE_SECURITY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long maxBytes = ReactiveLimits.of(limits, exchange.getRequest()).maxBodyBytes();
        if (exchange.getRequest().getHeaders().getContentLength() > maxBytes) {
            return ReactiveProblems.refuse(ProblemDocument.bodyTooLarge(maxBytes), exchange.getResponse());
        }
        return chain.filter(exchange);
    }
}
