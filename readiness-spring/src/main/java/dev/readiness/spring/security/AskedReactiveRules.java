package dev.readiness.spring.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcherEntry;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of a reactive chain, asked about one exchange on behalf of somebody who has logged in. */
final class AskedReactiveRules {

    private static final Set<String> BY_PATH = Set.of(
            "PathPatternParserServerWebExchangeMatcher",
            "PathPatternServerWebExchangeMatcher",
            "OrServerWebExchangeMatcher",
            "AndServerWebExchangeMatcher",
            "NegatedServerWebExchangeMatcher");

    private final ReactiveAuthorizationManager<ServerWebExchange> manager;

    private final ServerWebExchange exchange;

    AskedReactiveRules(ReactiveAuthorizationManager<ServerWebExchange> manager, ServerWebExchange exchange) {
        this.manager = manager;
        this.exchange = exchange;
    }

    /** Returns what each of {@code callers} gets. A refusal counts only if it is certain that authorities made it. */
    Mono<List<Passage>> passagesOf(List<Authentication> callers) {
        return callers.isEmpty()
                ? Mono.just(List.of())
                : otherThanAuthorities()
                        .flatMap(others -> Flux.fromIterable(callers)
                                .concatMap(caller -> passageOf(caller, others))
                                .collectList());
    }

    private Mono<Passage> passageOf(Authentication caller, String others) {
        Passage refused = others.isEmpty()
                ? Passage.DENIED
                : Passage.unknown("it is decided by " + others + ", which may look at more than authorities");
        return manager.authorize(Mono.just(caller), exchange)
                .map(AuthorizationResult::isGranted)
                .defaultIfEmpty(false)
                .map(granted -> granted ? Passage.ALLOWED : refused)
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller))
                .onErrorResume(
                        RuntimeException.class,
                        ex -> Mono.just(Passage.unknown("its rules could not be asked: " + ex)));
    }

    /** The rule that decides is the first that fits; those above it may fit another request to the same path. */
    private Mono<String> otherThanAuthorities() {
        Object own = PrivateField.of(manager, "delegate", Object.class).orElse(manager);
        List<?> mappings = PrivateField.of(own, "mappings", List.class).orElse(List.of());
        List<String> above = new ArrayList<>();
        return Flux.fromIterable(mappings)
                .map(mapping -> (ServerWebExchangeMatcherEntry<?>) mapping)
                .concatMap(rule -> rule.getMatcher()
                        .matches(exchange)
                        .filter(MatchResult::isMatch)
                        .<Object>map(match -> rule.getEntry())
                        .switchIfEmpty(Mono.fromRunnable(() -> noteIfByMore(rule, above))))
                .next()
                .defaultIfEmpty(own)
                .map(deciding ->
                        above.isEmpty() ? RuleContents.of(deciding).otherThanAuthorities() : String.join(", ", above));
    }

    private static void noteIfByMore(ServerWebExchangeMatcherEntry<?> rule, List<String> above) {
        Class<?> type = rule.getMatcher().getClass();
        if (!BY_PATH.contains(type.getSimpleName())) {
            above.add("a rule for requests that fit " + type.getSimpleName());
        }
    }
}
