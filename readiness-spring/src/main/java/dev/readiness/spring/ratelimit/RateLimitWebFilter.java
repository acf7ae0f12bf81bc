package dev.readiness.spring.ratelimit;

import dev.readiness.observability.Correlation;
import dev.readiness.ratelimit.AppliedRateLimit;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.web.RateLimitFields;
import dev.readiness.web.RateLimitFilterSettings;
import java.security.Principal;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Limits the rate of reactive requests, before authentication by address and behind it by identity, as the filters for
 * servlets do. A decision that may wait for a store is made on another thread than the event loop.
 */
final class RateLimitWebFilter implements WebFilter, Ordered {

    private static final String VISITED = "dev.readiness.rate-limit.visited.";

    private final InboundRateLimits limits;
    private final RoutedRules rules;
    private final RateLimitFilterSettings settings;
    private final boolean beforeAuthentication;
    private final String visited;
    private final int order;

    RateLimitWebFilter(
            InboundRateLimits limits,
            RoutedRules rules,
            RateLimitFilterSettings settings,
            boolean beforeAuthentication,
            int order) {
        this.limits = limits;
        this.rules = rules;
        this.settings = settings;
        this.beforeAuthentication = beforeAuthentication;
        this.visited = VISITED + (beforeAuthentication ? "address" : "identity");
        this.order = order;
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (CorsUtils.isPreFlightRequest(exchange.getRequest()) || isSecondVisit(exchange)) {
            return chain.filter(exchange);
        }
        ReactiveCountedRequest anonymous = new ReactiveCountedRequest(exchange, settings.addresses(), null);
        return switch (settings.standing(settings.isListed() ? anonymous.exactAddress() : "")) {
            case BLOCKED -> answer(RateLimitFields.blocked(), exchange.getResponse());
            case ALLOWED -> chain.filter(exchange);
            case COUNTED -> count(exchange, chain, anonymous);
        };
    }

    private boolean isSecondVisit(ServerWebExchange exchange) {
        if (exchange.getAttributes().putIfAbsent(visited, true) != null) {
            settings.observations().secondVisit();
            return true;
        }
        if (beforeAuthentication) {
            HttpHeaders headers = exchange.getRequest().getHeaders();
            settings.observations().request();
            if (!settings.addresses().trustsAnybody()
                    && (headers.getFirst("X-Forwarded-For") != null || headers.getFirst("Forwarded") != null)) {
                settings.observations().forwardedByNobodyTrusted();
            }
        }
        return false;
    }

    private Mono<Void> count(ServerWebExchange exchange, WebFilterChain chain, ReactiveCountedRequest anonymous) {
        List<RateLimitRule> matching = rulesHere(exchange);
        if (matching.isEmpty()) {
            return chain.filter(exchange);
        }
        if (beforeAuthentication) {
            return decide(matching, anonymous, chain);
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .map(name -> new ReactiveCountedRequest(exchange, settings.addresses(), name))
                .defaultIfEmpty(anonymous)
                .flatMap(request -> decide(matching, request, chain));
    }

    private List<RateLimitRule> rulesHere(ServerWebExchange exchange) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<RateLimitRule> matching = rules.rulesOf(
                exchange.getRequest().getMethod().name(),
                exchange.getRequest().getPath().pathWithinApplication());
        return matching.isEmpty()
                ? matching
                : matching.stream()
                        .filter(rule -> rule.key().isKnownBeforeAuthentication() == beforeAuthentication)
                        .toList();
    }

    private Mono<Void> decide(List<RateLimitRule> matching, ReactiveCountedRequest request, WebFilterChain chain) {
        if (!limits.mayWait(matching)) {
            return proceed(limits.apply(matching, request), request, chain);
        }
        return Mono.fromCallable(() -> limits.apply(matching, request))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(applied -> proceed(applied, request, chain));
    }

    private Mono<Void> proceed(List<AppliedRateLimit> applied, ReactiveCountedRequest request, WebFilterChain chain) {
        ServerHttpResponse response = request.exchange().getResponse();
        RateLimitFields.write(applied, settings.tells(request.principal() != null), response.getHeaders()::add);
        if (applied.isEmpty() || !applied.get(applied.size() - 1).refuses()) {
            return chain.filter(request.exchange());
        }
        return answer(RateLimitFields.problem(applied.get(applied.size() - 1)), response);
    }

    static Mono<Void> answer(ProblemDocument problem, ServerHttpResponse response) {
        String id = response.getHeaders().getFirst(Correlation.ID_FIELD);
        byte[] json = (id == null ? problem : problem.with(Correlation.ID_KEY, id)).toJson();
        response.setStatusCode(HttpStatus.valueOf(problem.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().setContentLength(json.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json)));
    }
}
