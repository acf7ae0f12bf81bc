package dev.readiness.spring.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * One walk through the filters of a reactive chain.
 *
 * <p>Every filter is really called, with two exceptions. Of the one that authorises the manager is asked instead, so that a
 * second caller can be asked about at the same place. One that answers the path itself, as a login does, is where the walk
 * ends.
 */
final class WebFilterChainRun {

    private final List<WebFilter> filters;

    private final String handler;

    private final List<Authentication> callers;

    private volatile @Nullable List<Passage> passages;

    private volatile int rulesAt;

    private volatile boolean reached;

    private volatile @Nullable Access refusal;

    private volatile @Nullable WebFilter last;

    /**
     * @param handler name of what the caller wants to reach
     */
    WebFilterChainRun(List<WebFilter> filters, String handler) {
        this(filters, handler, List.of());
    }

    /**
     * @param handler name of what the callers want to reach
     * @param callers somebody logged in each, about whom the rules are asked as well, at the place where they decide
     */
    WebFilterChainRun(List<WebFilter> filters, String handler, List<Authentication> callers) {
        this.callers = callers;
        this.handler = handler;
        this.filters = filters.stream().map(WebFilterChainRun::unwrapped).toList();
    }

    /** Returns the filter inside of what Spring Security wraps around it to put it in order. */
    static WebFilter unwrapped(WebFilter filter) {
        return PrivateField.of(filter, "webFilter", WebFilter.class).orElse(filter);
    }

    Mono<Void> filter(ServerWebExchange exchange) {
        return filterFrom(0, exchange);
    }

    /** Returns what the walk found out, once it is over. */
    Access answer(DryRunServerRequest request, DryRunServerResponse response) {
        if (reached) {
            return Access.anyone("the security filter chain let a request without credentials through");
        }
        Access refused = refusal;
        return refused != null ? refused : refusedBy(nameOfLast(), request, response);
    }

    /** Returns what each of the callers gets, once the walk is over. */
    List<Passage> passages() {
        List<Passage> decided = passages;
        if (decided == null) {
            Access answered = refusal;
            boolean passed = reached || (answered != null && answered.reach() == Reach.ANYONE);
            return (passed ? Passage.ALLOWED : Passage.unknown(nameOfLast() + " answers before any rule is asked"))
                    .forEach(callers);
        }
        // Filters behind the rules are called without credentials only if the rules let such a caller in.
        Passage behind = reached
                ? Passage.ALLOWED
                : filters.subList(rulesAt, filters.size()).stream()
                        .filter(filter -> filter instanceof AuthorizationWebFilter
                                || !filter.getClass().getName().startsWith("org.springframework."))
                        .findFirst()
                        .map(filter -> Passage.unknown(filter.getClass().getSimpleName() + " stands behind the rules"))
                        .orElse(Passage.ALLOWED);
        return decided.stream().map(behind::and).toList();
    }

    private static Access refusedBy(String filter, DryRunServerRequest request, DryRunServerResponse response) {
        if (!request.unanswered().isEmpty()) {
            return Access.unknown(filter + " asked for what only a real request has: " + request.unanswered());
        }
        return response.isRefusal()
                ? Access.restricted(
                        filter + " answered " + response.getStatusCode() + " to a request without credentials", "")
                : Access.unknown(filter + " answered instead of the endpoint");
    }

    private String nameOfLast() {
        WebFilter filter = last;
        return filter == null ? "the filter chain" : filter.getClass().getSimpleName();
    }

    /** Filters put the call of the next one together before they decide, so nothing is noted before it is subscribed to. */
    private Mono<Void> filterFrom(int position, ServerWebExchange exchange) {
        return Mono.defer(() -> {
            if (position == filters.size()) {
                reached = true;
                return Mono.empty();
            }
            WebFilter next = filters.get(position);
            last = next;
            if (next instanceof AuthorizationWebFilter authorization) {
                rulesAt = position + 1;
                return authorise(authorization, exchange, filterFrom(position + 1, exchange));
            }
            Mono<Void> called = Mono.defer(() -> next.filter(exchange, passed -> filterFrom(position + 1, passed)));
            return AnsweringWebFilter.is(next)
                    ? unlessAnswered(new AnsweringWebFilter(next), exchange, called)
                    : called;
        });
    }

    private Mono<Void> unlessAnswered(AnsweringWebFilter filter, ServerWebExchange exchange, Mono<Void> called) {
        return filter.answers(exchange).flatMap(answered -> {
            if (!answered) {
                return called;
            }
            refusal = filter.name().equals(handler)
                    ? Access.anyone("the filter answers it before any rule is asked")
                    : Access.unknown(filter.name() + " answers it instead of " + handler);
            return Mono.empty();
        });
    }

    @SuppressWarnings("unchecked")
    private Mono<Void> authorise(AuthorizationWebFilter filter, ServerWebExchange exchange, Mono<Void> next) {
        return PrivateField.of(filter, "authorizationManager", ReactiveAuthorizationManager.class)
                .map(manager -> authorise((ReactiveAuthorizationManager<ServerWebExchange>) manager, exchange, next))
                .orElseGet(() -> filter.filter(exchange, passed -> next));
    }

    private Mono<Void> authorise(
            ReactiveAuthorizationManager<ServerWebExchange> manager, ServerWebExchange exchange, Mono<Void> next) {
        Mono<Authentication> caller =
                ReactiveSecurityContextHolder.getContext().mapNotNull(SecurityContext::getAuthentication);
        return new AskedReactiveRules(manager, exchange)
                .passagesOf(callers)
                .doOnNext(decided -> passages = decided)
                .then(isGranted(manager, caller, exchange))
                .flatMap(granted -> granted ? next : refuse(manager, exchange));
    }

    private Mono<Void> refuse(ReactiveAuthorizationManager<ServerWebExchange> manager, ServerWebExchange exchange) {
        return manager.authorize(Mono.fromSupplier(Callers::userWithoutRoles), exchange)
                .map(WebFilterChainRun::accessOfAUser)
                .defaultIfEmpty(Access.restricted("its rules refuse a caller without credentials", ""))
                .doOnNext(access -> refusal = access)
                .then();
    }

    private static Access accessOfAUser(AuthorizationResult forUser) {
        return forUser.isGranted()
                ? Access.anyUser("its rules refuse a caller without credentials and let any user through")
                : Access.restricted("its rules refuse a caller without credentials", Requirement.of(forUser));
    }

    private static Mono<Boolean> isGranted(
            ReactiveAuthorizationManager<ServerWebExchange> manager,
            Mono<Authentication> caller,
            ServerWebExchange exchange) {
        return manager.authorize(caller, exchange)
                .map(AuthorizationResult::isGranted)
                .defaultIfEmpty(false);
    }
}
