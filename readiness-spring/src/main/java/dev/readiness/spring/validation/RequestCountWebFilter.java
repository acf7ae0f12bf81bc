package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValidationProperties.CompressedBodies;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses requests to Spring WebFlux with too many header fields (431) or parameters in the query (400), or with a body that
 * is packed in a way that is not accepted (415).
 */
final class RequestCountWebFilter implements WebFilter, Ordered {

    private final RequestLimits limits;

    RequestCountWebFilter(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public int getOrder() {
        return BodySizeWebFilter.BEFORE_SECURITY + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathLimits here = ReactiveLimits.of(limits, exchange.getRequest());
        ProblemDocument problem = problemOf(exchange.getRequest(), here);
        if (problem == null) {
            return chain.filter(exchange);
        }
        if (problem.status() == 415) {
            exchange.getResponse()
                    .getHeaders()
                    .set(
                            HttpHeaders.ACCEPT_ENCODING,
                            here.compressedBodies() == CompressedBodies.UNPACK ? "gzip, identity" : "identity");
        }
        return ReactiveProblems.refuse(problem, exchange.getResponse());
    }

    private static @Nullable ProblemDocument problemOf(ServerHttpRequest request, PathLimits here) {
        if (here.maxHeaders() < Integer.MAX_VALUE && headers(request) > here.maxHeaders()) {
            return ProblemDocument.tooManyHeaders(here.maxHeaders());
        }
        int allowed = here.maxParameters();
        if (parameters(request.getURI().getRawQuery()) > allowed) {
            return ProblemDocument.tooManyParameters(Violation.In.QUERY, allowed);
        }
        // What can be unpacked says no more that it is packed.
        return here.compressedBodies() != CompressedBodies.PASS && ContentCodings.isCoded(request.getHeaders())
                ? ProblemDocument.ofStatus(415).withDetail("The coding of the body is not accepted")
                : null;
    }

    private static int headers(ServerHttpRequest request) {
        int[] count = new int[1];
        request.getHeaders().forEach((name, values) -> count[0] += values.size());
        return count[0];
    }

    static int parameters(@Nullable String query) {
        return query == null || query.isEmpty()
                ? 0
                : 1 + (int) query.chars().filter(character -> character == '&').count();
    }
}
