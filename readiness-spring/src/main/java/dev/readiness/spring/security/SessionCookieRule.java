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
import org.springframework.core.env.Environment;

/** Looks at the cookie that keeps a user logged in, where a login is kept in a cookie. */
final class SessionCookieRule implements ReadinessRule {

    private static final String ID = "browser.session-cookie";

    private static final String PREFIX = "server.servlet.session.cookie.";

    private final FilterChainOracle chains;

    private final ServletContext servletContext;

    private final Environment environment;

    private final OwnTls tls;

    SessionCookieRule(FilterChainOracle chains, ServletContext servletContext, Environment environment, OwnTls tls) {
        this.chains = chains;
        this.servletContext = servletContext;
        this.environment = environment;
        this.tls = tls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        boolean used = inventory.applicationEndpoints().stream()
                .anyMatch(endpoint ->
                        chains.chainFor(endpoint).filter(CookieLogin::isIn).isPresent());
        if (!used) {
            return List.of();
        }
        return List.of(
                servletContext.getFilterRegistrations().containsKey("springSessionRepositoryFilter")
                        ? Finding.unknown(
                                ID,
                                Finding.APPLICATION,
                                "Spring Session writes the cookie, and its settings were not seen.")
                        : assess());
    }

    private Finding assess() {
        List<String> problems = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        if (!environment.getProperty(PREFIX + "http-only", Boolean.class, true)) {
            problems.add("scripts can read it (HttpOnly is off)");
            remedies.add(PREFIX + "http-only=true");
        }
        if (!isSecure()) {
            problems.add("it also travels unencrypted (Secure is never set)");
            remedies.add(PREFIX + "secure=true");
        }
        if (environment.getProperty(PREFIX + "same-site", "").equalsIgnoreCase("none")) {
            problems.add("other sites make the browser send it (SameSite is none)");
            remedies.add(PREFIX + "same-site=lax");
        }
        Evidence evidence = new Evidence(
                "settings of the running web server", "the cookie is Secure: %s".formatted(isSecure() ? "yes" : "no"));
        return problems.isEmpty()
                ? Finding.pass(ID, Finding.APPLICATION, evidence)
                : Finding.fail(
                        ID,
                        Finding.APPLICATION,
                        "The cookie that keeps users logged in: " + String.join("; ", problems) + ".",
                        String.join("\n", remedies),
                        evidence);
    }

    /** A container sets the flag where a request came encrypted, as far as it knows. */
    private boolean isSecure() {
        return servletContext.getSessionCookieConfig().isSecure() || tls.endsHere() || tls.isToldByProxy();
    }
}
