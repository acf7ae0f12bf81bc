package dev.readiness.spring.security;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import jakarta.servlet.ServletContext;
import java.util.List;
import org.springframework.core.env.Environment;

/** Looks at the cookie that keeps a user logged in, where a login is kept in a cookie. */
final class SessionCookieRule implements ReadinessRule {

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
        return RuleCatalogue.describe(SessionCookie.RULE);
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
                                SessionCookie.RULE,
                                Finding.APPLICATION,
                                "Spring Session writes the cookie, and its settings were not seen.")
                        : assess());
    }

    private Finding assess() {
        return new SessionCookie(
                        environment.getProperty(PREFIX + "http-only", Boolean.class, true),
                        isSecure(),
                        environment.getProperty(PREFIX + "same-site", ""))
                .finding(PREFIX, "settings of the running web server");
    }

    /** A container sets the flag where a request came encrypted, as far as it knows. */
    private boolean isSecure() {
        return servletContext.getSessionCookieConfig().isSecure() || tls.endsHere() || tls.isToldByProxy();
    }
}
