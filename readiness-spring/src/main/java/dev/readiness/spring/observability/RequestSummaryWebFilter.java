package dev.readiness.spring.observability;

import dev.readiness.observability.Correlation;
import dev.readiness.observability.RequestSummary;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Logs the line of {@link RequestSummary} for each reactive request. Safe for use by many threads. */
final class RequestSummaryWebFilter implements WebFilter, Ordered {

    /** Within the correlation, so that the line carries the id, and before whatever may refuse a request. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 3;

    /** Known among proxies for a caller that has gone before it was answered; HTTP has no status for that. */
    private static final int CALLER_GONE = 499;

    private final RequestSummary summary;

    RequestSummaryWebFilter(RequestSummary summary) {
        this.summary = summary;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            AtomicBoolean logged = new AtomicBoolean();
            return chain.filter(exchange)
                    .doOnSuccess(nothing -> log(exchange, status(exchange), start, logged))
                    .doOnCancel(() -> log(exchange, CALLER_GONE, start, logged))
                    .doOnError(failure -> failed(exchange, start, logged));
        });
    }

    /** What failed is answered after us, with a status that only the answer tells. */
    private void failed(ServerWebExchange exchange, long start, AtomicBoolean logged) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            log(exchange, status(exchange), start, logged);
        } else {
            response.beforeCommit(() -> Mono.fromRunnable(() -> log(exchange, status(exchange), start, logged)));
        }
    }

    private void log(ServerWebExchange exchange, int status, long start, AtomicBoolean logged) {
        if (!logged.compareAndSet(false, true)) {
            return;
        }
        Object route = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Correlation correlation = exchange.getAttribute(CorrelationWebFilter.ATTRIBUTE);
        Runnable line = () -> summary.log(
                exchange.getRequest().getMethod().name(), route == null ? null : route.toString(), status, start);
        if (correlation == null) {
            line.run();
            return;
        }
        Correlation.Scope scope = correlation.open();
        try {
            line.run();
        } finally {
            scope.close();
        }
    }

    private static int status(ServerWebExchange exchange) {
        @Nullable HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? 200 : status.value();
    }
}
