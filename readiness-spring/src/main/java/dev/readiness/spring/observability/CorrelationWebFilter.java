package dev.readiness.spring.observability;

import dev.readiness.observability.Correlation;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each reactive request a {@link Correlation}, in Reactor's context under its type, and answers with its id. Safe for
 * use by many threads.
 */
final class CorrelationWebFilter implements WebFilter, Ordered {

    static final String ATTRIBUTE = Correlation.class.getName();

    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders sent = exchange.getRequest().getHeaders();
        Correlation correlation =
                Correlation.of(sent.getFirst(Correlation.ID_FIELD), sent.getFirst(Correlation.TRACE_FIELD));
        exchange.getAttributes().put(ATTRIBUTE, correlation);
        exchange.getResponse().getHeaders().set(Correlation.ID_FIELD, correlation.id());
        // What is handled at once runs within the scope, with or without the propagation of Reactor's context.
        return Mono.defer(() -> {
                    Correlation.Scope scope = correlation.open();
                    try {
                        return chain.filter(exchange);
                    } finally {
                        scope.close();
                    }
                })
                .contextWrite(context -> context.put(Correlation.class, correlation));
    }
}
