package dev.readiness.spring.security;

import dev.readiness.spring.security.ShadowedRule.PathRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationManager;
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

    private PathRules() {}

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
        Matcher path = PATH.matcher(String.valueOf(mapping.getRequestMatcher()));
        boolean decides = mapping.getEntry() instanceof AuthorizationManager<?>;
        if (decides && path.matches()) {
            String method = path.group(1) == null ? "" : path.group(1);
            rules.add(new PathRule(
                    method, path.group(2), (AuthorizationManager<RequestAuthorizationContext>) mapping.getEntry()));
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
