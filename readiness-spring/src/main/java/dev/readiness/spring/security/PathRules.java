package dev.readiness.spring.security;

import dev.readiness.spring.security.ShadowedRule.PathRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.util.matcher.RequestMatcherEntry;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** Reads the rules for paths of an authorization manager, which keeps them to itself. */
final class PathRules {

    /** How a matcher of Spring Security prints itself: {@code PathPattern [GET /visits/**]}. */
    private static final Pattern PATH =
            Pattern.compile("(?:PathPattern|Mvc|Ant|AntPath\\w*) \\[(?:(?:pattern=')?([A-Z]+) )?'?(/[^\\]', ]*)'?.*]");

    /**
     * How those of Spring Security 6 do: {@code Mvc [pattern='/visits/**', GET]}, alone or in
     * {@code DispatcherServletDelegating [ant = ..., mvc = ...]}.
     */
    private static final Pattern OLDER_PATH =
            Pattern.compile("pattern='(/[^']*)'(?:, servletPath='[^']*')?(?:, ([A-Z]+))?");

    private PathRules() {}

    /** Returns the rules of all chains, in the order in which they are asked. */
    static List<PathRule> ofAll(FilterChainOracle chains) {
        return chains.chains().stream()
                .flatMap(chain -> chain.getFilters().stream())
                .filter(AuthorizationFilter.class::isInstance)
                .flatMap(filter -> PathRule.of((AuthorizationFilter) filter).stream())
                .toList();
    }

    static List<PathRule> of(Object manager) {
        Object own = PrivateField.of(manager, "delegate", Object.class).orElse(manager); // observed ones wrap another
        List<PathRule> rules = new ArrayList<>();
        if (own instanceof RequestMatcherDelegatingAuthorizationManager) {
            PrivateField.of(own, "mappings", List.class).ifPresent(mappings -> {
                for (Object mapping : mappings) {
                    read((RequestMatcherEntry<?>) mapping, rules);
                }
            });
        }
        return rules;
    }

    @SuppressWarnings("unchecked")
    private static void read(RequestMatcherEntry<?> mapping, List<PathRule> rules) {
        String printed = String.valueOf(mapping.getRequestMatcher());
        if (!(mapping.getEntry() instanceof AuthorizationManager<?>)) {
            return;
        }
        AuthorizationManager<RequestAuthorizationContext> manager =
                (AuthorizationManager<RequestAuthorizationContext>) mapping.getEntry();
        Matcher path = PATH.matcher(printed);
        Matcher older = OLDER_PATH.matcher(printed);
        if (path.matches()) {
            rules.add(new PathRule(Objects.requireNonNullElse(path.group(1), ""), path.group(2), manager));
        } else if (older.find()) {
            rules.add(new PathRule(Objects.requireNonNullElse(older.group(2), ""), older.group(1), manager));
        }
    }

    /** Returns whether every path that {@code below} matches, of which {@code example} is one, is matched by {@code above}. */
    static boolean covers(String above, String below, String example) {
        if (above.equals(below)) {
            return true;
        }
        boolean whole = above.endsWith("/**") || above.endsWith("/{*path}") || !below.contains("**");
        try {
            return whole
                    && !above.contains("?")
                    && PathPatternParser.defaultInstance.parse(above).matches(PathContainer.parsePath(example));
        } catch (PatternParseException ex) {
            return false;
        }
    }
}
