package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.web.server.csrf.CsrfWebFilter;

/** The rule about forged requests, for reactive chains. What a matcher of the filter leaves out is not seen. */
final class ReactiveForgedRequestRule implements ReadinessRule {

    private static final String ID = "browser.csrf-off";

    private static final String SOURCE = "filters of the running reactive chain";

    private final WebFilterChainOracle chains;

    private final ApplicationAccess access;

    private final OwnCookieLogin ownCookies;

    ReactiveForgedRequestRule(WebFilterChainOracle chains, ApplicationAccess access, OwnCookieLogin ownCookies) {
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
        List<Endpoint> changes = inventory.applicationEndpoints().stream()
                .filter(Endpoint::writes)
                .filter(endpoint -> ReactiveCookieLogin.isIn(chains.chainFor(endpoint))
                        || ownCookies.isIn(chains.chainFor(endpoint)))
                .filter(endpoint -> access.of(endpoint).reach() != Reach.ANYONE)
                .toList();
        if (changes.isEmpty()) {
            return List.of();
        }
        String unprotected = changes.stream()
                .filter(endpoint -> chains.chainFor(endpoint).noneMatch(CsrfWebFilter.class::isInstance))
                .map(Endpoint::id)
                .sorted()
                .collect(Collectors.joining(", "));
        return List.of(
                unprotected.isEmpty()
                        ? Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(SOURCE, "a CsrfWebFilter is before every change behind a login"))
                        : Finding.fail(
                                ID,
                                Finding.APPLICATION,
                                "The login is kept in a cookie, and nothing tells a request of your pages from one that another site makes the browser send to: %s."
                                        .formatted(unprotected),
                                """
                                Remove csrf(CsrfSpec::disable) from the security filter chain; for a single-page application:
                                http.csrf(csrf -> csrf.csrfTokenRepository(CookieServerCsrfTokenRepository.withHttpOnlyFalse()))""",
                                new Evidence(SOURCE, "a login comes in a cookie, and no CsrfWebFilter is there")));
    }
}
