package dev.readiness.spring.ratelimit;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.web.server.WebFilter;

/** Finds reactive chains that check passwords. Nothing of ours limits failures there, which the rule says. */
final class ReactiveLoginRule {

    private static final String ID = "ratelimit.login-unlimited";

    private static final List<String> PASSWORDS =
            List.of("ServerHttpBasicAuthenticationConverter", "ServerFormLoginAuthenticationConverter");

    private final ObjectProvider<SecurityWebFilterChain> chains;

    ReactiveLoginRule(ObjectProvider<SecurityWebFilterChain> chains) {
        this.chains = chains;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), inventory -> List.of(assess()));
    }

    private Finding assess() {
        Optional<String> converter = chains.orderedStream()
                .flatMap(chain -> chain.getWebFilters().toStream())
                .map(ReactiveLoginRule::unwrapped)
                .filter(AuthenticationWebFilter.class::isInstance)
                .map(filter -> nameOf(new DirectFieldAccessor(filter).getPropertyValue("authenticationConverter")))
                .filter(PASSWORDS::contains)
                .findFirst();
        return converter
                .map(name -> Finding.fail(
                        ID,
                        Finding.APPLICATION,
                        "Anyone can try passwords without limit.",
                        """
                        Limit the requests of an address to the login, for example:
                        readiness.rate-limit.rules.login.routes=POST /login
                        readiness.rate-limit.rules.login.limits=5/15m
                        readiness.rate-limit.rules.login.key=client-address
                        and lock an account after repeated failures in your ReactiveUserDetailsService.""",
                        new Evidence("filters of the running reactive chain", name + " takes passwords")))
                .orElseGet(() -> Finding.notApplicable(
                        ID, Finding.APPLICATION, "No filter of a reactive security chain takes a password."));
    }

    /** Spring Security wraps a filter to put it in order. */
    private static WebFilter unwrapped(WebFilter filter) {
        DirectFieldAccessor fields = new DirectFieldAccessor(filter);
        return fields.isReadableProperty("webFilter")
                        && fields.getPropertyValue("webFilter") instanceof WebFilter inside
                ? inside
                : filter;
    }

    private static String nameOf(@Nullable Object converter) {
        return converter == null ? "" : converter.getClass().getSimpleName();
    }
}
