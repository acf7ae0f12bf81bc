package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Finds rules of an authorization filter that a wider and more generous one above them keeps from ever being asked. */
final class ShadowedRule implements ReadinessRule {

    private static final String ID = "access.rule-shadowed";

    /** How a manager of Spring Security prints what it asks for: {@code [authorities=[ROLE_ADMIN, ROLE_MANAGER]]}. */
    private static final Pattern AUTHORITIES = Pattern.compile("authorities=\\[([^\\]]+)]");

    private final FilterChainOracle chains;

    private final ServletContext servletContext;

    ShadowedRule(FilterChainOracle chains, ServletContext servletContext) {
        this.chains = chains;
        this.servletContext = servletContext;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        int rules = 0;
        for (SecurityFilterChain chain : chains.chains()) {
            List<PathRule> asked = chain.getFilters().stream()
                    .filter(AuthorizationFilter.class::isInstance)
                    .flatMap(filter -> PathRule.of((AuthorizationFilter) filter).stream())
                    .toList();
            rules += asked.size();
            for (int i = 0; i < asked.size(); i++) {
                PathRule below = asked.get(i);
                above(asked.subList(0, i), below).ifPresent(above -> findings.add(failure(above, below)));
            }
        }
        if (!findings.isEmpty()) {
            return findings;
        }
        return List.of(
                rules == 0
                        ? Finding.notApplicable(ID, Finding.APPLICATION, "No authorization filter has rules for paths.")
                        : Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(
                                        "rules of the running authorization filters",
                                        "none of " + rules + " is kept from being asked by a more generous one")));
    }

    private Optional<PathRule> above(List<PathRule> earlier, PathRule below) {
        return earlier.stream()
                .filter(rule -> rule.covers(below))
                .findFirst()
                .filter(rule -> callersLetInBy(rule).anyMatch(caller -> admits(rule, below, caller)));
    }

    /** Nobody, a user without roles, and a user with each authority that the rule itself asks for. */
    private static Stream<Authentication> callersLetInBy(PathRule rule) {
        Matcher asked = AUTHORITIES.matcher(String.valueOf(rule.manager()));
        Stream<Authentication> holders =
                asked.find() ? Stream.of(asked.group(1).split(", ")).map(Callers::userWith) : Stream.empty();
        return Stream.concat(Stream.of(Callers.anonymous(), Callers.userWithoutRoles()), holders);
    }

    /** Whether the rule above lets in a caller whom the one below would refuse. */
    private boolean admits(PathRule above, PathRule below, Authentication caller) {
        return grants(above, below, caller) && !grants(below, below, caller);
    }

    private boolean grants(PathRule rule, PathRule place, Authentication caller) {
        String method = place.method().isEmpty() ? "GET" : place.method();
        DryRunRequest request = new DryRunRequest(method, "", place.example(), servletContext);
        AuthorizationResult result = rule.manager().authorize(() -> caller, new RequestAuthorizationContext(request));
        return result != null && result.isGranted();
    }

    private static Finding failure(PathRule above, PathRule below) {
        return Finding.fail(
                ID,
                "rule " + below,
                "The rule for %s is never asked, because the one for %s above it decides first and lets more callers in."
                        .formatted(below, above),
                "Move requestMatchers(\"%s\") above requestMatchers(\"%s\")."
                        .formatted(below.pattern(), above.pattern()),
                new Evidence("rules of the running authorization filter, in their order", above + " before " + below));
    }

    /**
     * A rule for a path.
     *
     * @param method the only method that it is for; empty for all
     * @param pattern the path
     * @param manager decides
     */
    record PathRule(String method, String pattern, AuthorizationManager<RequestAuthorizationContext> manager) {

        static List<PathRule> of(AuthorizationFilter filter) {
            return PathRules.of(filter.getAuthorizationManager());
        }

        boolean covers(PathRule other) {
            return covers(other.method, other.pattern);
        }

        boolean covers(String otherMethod, String otherPattern) {
            boolean sameMethods = method.isEmpty() || method.equals(otherMethod);
            return sameMethods && PathRules.covers(pattern, otherPattern, exampleOf(otherPattern));
        }

        String example() {
            return exampleOf(pattern);
        }

        private static String exampleOf(String pattern) {
            return PathExample.of(pattern).orElse("/");
        }

        @Override
        public String toString() {
            return method.isEmpty() ? pattern : method + " " + pattern;
        }
    }
}
