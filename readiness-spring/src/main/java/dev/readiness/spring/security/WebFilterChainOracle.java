package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks the application's own reactive security filter chain, with a request that carries no credentials.
 *
 * <p>Protection against forged requests is left out: it stops a browser, not a caller.
 */
final class WebFilterChainOracle implements AccessOracle, RoleOracle {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private final Supplier<List<SecurityWebFilterChain>> chains;

    private final ApplicationContext context;

    private final Supplier<String> rolePrefix;

    /**
     * @param chains the chains of the running application, in the order in which it asks them
     * @param rolePrefix what the application puts before the names of roles
     */
    WebFilterChainOracle(
            Supplier<List<SecurityWebFilterChain>> chains, ApplicationContext context, Supplier<String> rolePrefix) {
        this.rolePrefix = rolePrefix;
        this.chains = chains;
        this.context = context;
    }

    @Override
    public Access of(Endpoint endpoint) {
        return AskedMethods.access(endpoint, (method, path) -> ask(method, path, endpoint.handler()));
    }

    @Override
    public List<Passage> of(Endpoint endpoint, List<Authentication> callers) {
        return AskedMethods.passages(
                endpoint, callers, (method, path) -> ask(method, path, endpoint.handler(), callers));
    }

    @Override
    public Stream<String> authoritiesAt(List<Endpoint> endpoints) {
        return filters()
                .filter(AuthorizationWebFilter.class::isInstance)
                .flatMap(filter -> PrivateField.of(filter, "authorizationManager", Object.class).stream())
                .flatMap(manager -> RuleContents.of(manager).authorities(rolePrefix.get()).stream());
    }

    /** Returns the class names of the filters in the chain that matches {@code endpoint}. */
    Set<String> filtersFor(Endpoint endpoint) {
        return chainFor(endpoint).map(filter -> filter.getClass().getName()).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the filters of all chains. */
    Stream<WebFilter> filters() {
        return chains.get().stream()
                .flatMap(chain -> unwrapped(chain.getWebFilters().collectList()));
    }

    /** Returns whether {@code filter} is in the chain that matches {@code endpoint}. */
    boolean isReached(WebFilter filter, Endpoint endpoint) {
        return chainFor(endpoint).anyMatch(filter::equals);
    }

    /** Returns the filters of the chain that matches {@code endpoint}. */
    Stream<WebFilter> chainFor(Endpoint endpoint) {
        return exchangeTo(endpoint)
                .map(this::filtersFor)
                .map(WebFilterChainOracle::unwrapped)
                .orElseGet(Stream::empty);
    }

    /** Returns a request that {@code endpoint} answers, if a path can be made up that it matches. */
    Optional<ServerWebExchange> exchangeTo(Endpoint endpoint) {
        String method = endpoint.method().equals("*") ? "POST" : endpoint.method();
        return PathExample.of(endpoint.path())
                .map(path ->
                        DryRunExchange.of(new DryRunServerRequest(method, path), new DryRunServerResponse(), context));
    }

    /**
     * Returns the headers that are added to an answer of {@code endpoint}, or nothing if no chain matches it and nothing else
     * adds any.
     *
     * @param inFront filters that add headers in front of the chain
     */
    Optional<Map<String, String>> headersFor(Endpoint endpoint, List<? extends WebFilter> inFront) {
        return exchangeTo(endpoint).flatMap(exchange -> {
            CsrfWebFilter.skipExchange(exchange);
            List<WebFilter> filters = new ArrayList<>(inFront);
            filtersFor(exchange).blockOptional(LONG_ENOUGH).ifPresent(filters::addAll);
            if (filters.isEmpty()) {
                return Optional.empty();
            }
            new WebFilterChainRun(filters, endpoint.handler())
                    .filter(exchange)
                    .onErrorComplete()
                    .then(Mono.defer(exchange.getResponse()::setComplete))
                    .block(LONG_ENOUGH);
            return Optional.of(ReactiveSentHeaders.headersOf(exchange));
        });
    }

    private static Stream<WebFilter> unwrapped(Mono<List<WebFilter>> filters) {
        return filters.blockOptional(LONG_ENOUGH).stream().flatMap(List::stream).map(WebFilterChainRun::unwrapped);
    }

    private Access ask(String method, String path, String handler) {
        DryRunServerRequest request = new DryRunServerRequest(method, path);
        DryRunServerResponse response = new DryRunServerResponse();
        ServerWebExchange exchange = DryRunExchange.of(request, response, context);
        CsrfWebFilter.skipExchange(exchange);
        try {
            return filtersFor(exchange)
                    .flatMap(filters -> walk(new WebFilterChainRun(filters, handler), exchange, request, response))
                    .blockOptional(LONG_ENOUGH)
                    .orElseGet(() -> Access.anyone(Access.NO_CHAIN));
        } catch (RuntimeException ex) {
            return Access.unknown("the filter chain could not be asked: " + ex);
        }
    }

    private List<Passage> ask(String method, String path, String handler, List<Authentication> callers) {
        ServerWebExchange exchange =
                DryRunExchange.of(new DryRunServerRequest(method, path), new DryRunServerResponse(), context);
        CsrfWebFilter.skipExchange(exchange);
        try {
            return filtersFor(exchange)
                    .flatMap(filters -> {
                        WebFilterChainRun run = new WebFilterChainRun(filters, handler, callers);
                        return run.filter(exchange).then(Mono.fromSupplier(run::passages));
                    })
                    .blockOptional(LONG_ENOUGH)
                    .orElseGet(() -> Passage.ALLOWED.forEach(callers));
        } catch (RuntimeException ex) {
            return Passage.unknown("the filter chain could not be asked: " + ex).forEach(callers);
        }
    }

    private static Mono<Access> walk(
            WebFilterChainRun run,
            ServerWebExchange exchange,
            DryRunServerRequest request,
            DryRunServerResponse response) {
        return run.filter(exchange).then(Mono.fromSupplier(() -> run.answer(request, response)));
    }

    private Mono<List<WebFilter>> filtersFor(ServerWebExchange exchange) {
        return Flux.fromIterable(chains.get())
                .filterWhen(chain -> chain.matches(exchange))
                .next()
                .flatMap(chain -> chain.getWebFilters().collectList());
    }
}
