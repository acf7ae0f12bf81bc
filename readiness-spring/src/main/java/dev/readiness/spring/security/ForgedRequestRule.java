package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Finds changes that another site can make in the name of a user whose browser is logged in.
 *
 * <p>Silent where callers are recognised by a token that they send themselves, and at endpoints that anybody may call anyway.
 */
final class ForgedRequestRule implements ReadinessRule {

    private static final String ID = "browser.csrf-off";

    private final FilterChainOracle chains;

    private final ApplicationAccess access;

    private final OwnCookieLogin ownCookies;

    ForgedRequestRule(FilterChainOracle chains, ApplicationAccess access, OwnCookieLogin ownCookies) {
        this.ownCookies = ownCookies;
        this.chains = chains;
        this.access = access;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Map<Boolean, List<Endpoint>> byProtection = inventory.applicationEndpoints().stream()
                .filter(Endpoint::writes)
                .filter(endpoint -> chains.chainFor(endpoint)
                        .filter(chain -> CookieLogin.isIn(chain) || ownCookies.isIn(chain.getFilters().stream()))
                        .isPresent())
                .filter(endpoint -> access.of(endpoint).reach() != Reach.ANYONE)
                .collect(Collectors.partitioningBy(this::isProtected));
        List<Endpoint> unprotected = byProtection.getOrDefault(false, List.of());
        if (!unprotected.isEmpty()) {
            return List.of(fail(unprotected));
        }
        return byProtection.getOrDefault(true, List.of()).isEmpty()
                ? List.of()
                : List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence("security filter chain", "a CsrfFilter covers every change behind a login")));
    }

    private boolean isProtected(Endpoint endpoint) {
        HttpServletRequest request = chains.requestTo(endpoint).orElseThrow();
        return chains.chainFor(endpoint).stream()
                .map(SecurityFilterChain::getFilters)
                .flatMap(List::stream)
                .filter(CsrfFilter.class::isInstance)
                .anyMatch(filter -> PrivateField.of(filter, "requireCsrfProtectionMatcher", RequestMatcher.class)
                        .map(matcher -> matcher.matches(request))
                        .orElse(true));
    }

    private static Finding fail(List<Endpoint> unprotected) {
        String ids = unprotected.stream().map(Endpoint::id).sorted().collect(Collectors.joining(", "));
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "The login is kept in a cookie, and nothing tells a request of your pages from one that another site"
                        + " makes the browser send to: " + ids + ".",
                """
                Remove csrf(CsrfConfigurer::disable), or ignoringRequestMatchers(...) for these paths, from the security filter chain.
                Forms of Thymeleaf then send the token by themselves; for a single-page application:
                http.csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse()))""",
                new Evidence(
                        "filters of the running chain",
                        "a login comes in a cookie: of the session, or of a filter of the application"),
                new Evidence(
                        "filters of the running chain",
                        "no CsrfFilter covers " + unprotected.get(0).id()));
    }
}
