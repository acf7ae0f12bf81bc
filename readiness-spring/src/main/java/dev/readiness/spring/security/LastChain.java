package dev.readiness.spring.security;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.config.annotation.web.builders.WebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Adds a chain behind all others, unless one of them matches any request: Spring Security refuses to start with a chain that
 * is never asked.
 */
final class LastChain implements WebSecurityCustomizer {

    private final Supplier<List<SecurityFilterChain>> chains;

    private final UncoveredPathFilter filter;

    LastChain(Supplier<List<SecurityFilterChain>> chains, UncoveredPathFilter filter) {
        this.chains = chains;
        this.filter = filter;
    }

    @Override
    public void customize(WebSecurity web) {
        List<SecurityFilterChain> others = chains.get();
        // Without any chain of the application's own, Spring Security makes one up that matches any request.
        if (!others.isEmpty() && others.stream().noneMatch(LastChain::matchesAny)) {
            web.addSecurityFilterChainBuilder(() -> new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, filter));
        }
    }

    private static boolean matchesAny(SecurityFilterChain chain) {
        return chain instanceof DefaultSecurityFilterChain known
                && known.getRequestMatcher() instanceof AnyRequestMatcher;
    }
}
