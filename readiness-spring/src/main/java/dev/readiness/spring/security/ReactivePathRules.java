package dev.readiness.spring.security;

import dev.readiness.spring.security.ShadowedRule.PathRule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcherEntry;

/** Reads which paths the rules of reactive chains are for, in their order; what a rule decides is not read. */
final class ReactivePathRules {

    /** How a matcher of Spring Security prints itself, alone or among others of one rule. */
    private static final Pattern PATH = Pattern.compile("pattern='(/[^']*)', method=([A-Z]+|null)");

    private ReactivePathRules() {}

    static List<PathRule> of(WebFilterChainOracle chains) {
        return chains.filters()
                .filter(AuthorizationWebFilter.class::isInstance)
                .flatMap(filter -> PrivateField.of(filter, "authorizationManager", Object.class).stream())
                .map(manager -> PrivateField.of(manager, "delegate", Object.class)
                        .orElse(manager)) // observed ones wrap another
                .flatMap(manager -> PrivateField.of(manager, "mappings", List.class).stream())
                .flatMap(mappings -> ((List<?>) mappings).stream())
                .flatMap(ReactivePathRules::read)
                .toList();
    }

    private static Stream<PathRule> read(Object mapping) {
        String printed = String.valueOf(((ServerWebExchangeMatcherEntry<?>) mapping).getMatcher());
        return PATH.matcher(printed)
                .results()
                .map(found -> new PathRule(
                        found.group(2).equals("null") ? "" : found.group(2),
                        found.group(1),
                        (caller, request) -> new AuthorizationDecision(false)));
    }
}
