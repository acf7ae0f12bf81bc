package dev.readiness.spring.scaling;

import dev.readiness.observability.Correlation;
import dev.readiness.scaling.Admission;
import dev.readiness.scaling.LoadShedder;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.web.RateLimitFilter;
import dev.readiness.web.ShedProblem;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses reactive requests that would only wait, as the filter for servlets does; what holds a socket is not counted. */
final class LoadSheddingWebFilter implements WebFilter, Ordered {

    private static final String VISITED = "dev.readiness.load-shedding.visited";

    private final LoadShedder shedder;
    private final SlicePaths paths;

    LoadSheddingWebFilter(LoadShedder shedder, SlicePaths paths) {
        this.shedder = shedder;
        this.paths = paths;
    }

    @Override
    public int getOrder() {
        return LoadSheddingAutoConfiguration.ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean counted = exchange.getAttribute(RateLimitFilter.DRY_RUN) == null
                && !CorsUtils.isPreFlightRequest(request)
                && !"websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
        Optional<String> slice = counted
                ? paths.of(request.getMethod().name(), request.getPath().pathWithinApplication())
                : Optional.empty();
        if (slice.isEmpty() || exchange.getAttributes().putIfAbsent(VISITED, true) != null) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            Optional<Admission> admission = shedder.admit(slice.get());
            return admission.isPresent() ? admit(admission.get(), exchange, chain) : refuse(exchange.getResponse());
        });
    }

    private static Mono<Void> admit(Admission admission, ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> {
            if (MediaType.TEXT_EVENT_STREAM.isCompatibleWith(
                    response.getHeaders().getContentType())) {
                admission.close();
            }
            return Mono.empty();
        });
        return chain.filter(exchange).doFinally(signal -> admission.close());
    }

    private Mono<Void> refuse(ServerHttpResponse response) {
        Duration retryAfter = shedder.retryAfter();
        ProblemDocument problem = ShedProblem.of(retryAfter);
        String id = response.getHeaders().getFirst(Correlation.ID_FIELD);
        byte[] json = (id == null ? problem : problem.with(Correlation.ID_KEY, id)).toJson();
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().set("Retry-After", Long.toString(retryAfter.toSeconds()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().setContentLength(json.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json)));
    }
}
