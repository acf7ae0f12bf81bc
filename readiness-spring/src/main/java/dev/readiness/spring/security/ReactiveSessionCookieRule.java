package dev.readiness.spring.security;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.WebSessionIdResolver;

/** Looks at the cookie that keeps a user of a reactive application logged in: it is really written, into an answer for nobody. */
final class ReactiveSessionCookieRule implements ReadinessRule {

    private static final String PREFIX = "server.reactive.session.cookie.";

    private final WebFilterChainOracle chains;

    private final Supplier<Optional<WebSessionIdResolver>> sessions;

    private final ApplicationContext context;

    private final OwnTls tls;

    /**
     * @param sessions what writes the cookie, if it can be seen
     */
    ReactiveSessionCookieRule(
            WebFilterChainOracle chains,
            Supplier<Optional<WebSessionIdResolver>> sessions,
            ApplicationContext context,
            OwnTls tls) {
        this.chains = chains;
        this.sessions = sessions;
        this.context = context;
        this.tls = tls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(SessionCookie.RULE);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        boolean used = inventory.applicationEndpoints().stream()
                .anyMatch(endpoint -> ReactiveCookieLogin.isIn(chains.chainFor(endpoint)));
        return used
                ? List.of(cookie().map(this::findingOf)
                        .orElseGet(() -> Finding.unknown(
                                SessionCookie.RULE,
                                Finding.APPLICATION,
                                "What writes the cookie of the session could not be seen.")))
                : List.of();
    }

    private Optional<ResponseCookie> cookie() {
        return sessions.get().flatMap(resolver -> {
            ServerWebExchange exchange =
                    DryRunExchange.of(new DryRunServerRequest("GET", "http", "/"), new DryRunServerResponse(), context);
            resolver.setSessionId(exchange, "dry-run");
            return exchange.getResponse().getCookies().values().stream()
                    .flatMap(List::stream)
                    .findFirst();
        });
    }

    private Finding findingOf(ResponseCookie cookie) {
        return new SessionCookie(
                        cookie.isHttpOnly(),
                        cookie.isSecure() || tls.endsHere() || tls.isToldByProxy(),
                        Objects.requireNonNullElse(cookie.getSameSite(), ""))
                .finding(PREFIX, "cookie that the running session manager writes");
    }
}
