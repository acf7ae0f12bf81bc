package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcherEntry;

/** Reads the rules for paths of a reactive chain. */
final class ReactiveNamedOpenings implements NamedOpenings {

    /** How a matcher of Spring Security prints itself, alone or among others of one rule. */
    private static final Pattern PATH = Pattern.compile("pattern='(/[^']*)', method=([A-Z]+|null)");

    private final WebFilterChainOracle chains;

    ReactiveNamedOpenings(WebFilterChainOracle chains) {
        this.chains = chains;
    }

    @Override
    public Stream<Rule> rulesFor(Endpoint endpoint) {
        return chains.chainFor(endpoint)
                .filter(AuthorizationWebFilter.class::isInstance)
                .flatMap(filter -> PrivateField.of(filter, "authorizationManager", Object.class).stream())
                .map(manager -> PrivateField.of(manager, "delegate", Object.class)
                        .orElse(manager)) // observed ones wrap another
                .flatMap(manager -> PrivateField.of(manager, "mappings", List.class).stream())
                .flatMap(mappings -> ((List<?>) mappings).stream())
                .flatMap(ReactiveNamedOpenings::read);
    }

    private static Stream<Rule> read(Object mapping) {
        Matcher path = PATH.matcher(String.valueOf(((ServerWebExchangeMatcherEntry<?>) mapping).getMatcher()));
        return path.results()
                .map(found -> new Rule(found.group(2).equals("null") ? "" : found.group(2), found.group(1)));
    }
}
