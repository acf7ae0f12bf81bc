package dev.readiness.spring.security;

import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Tells whether a chain recognises its callers by a cookie, which a browser sends along whoever made the request.
 *
 * <p>It does if a login is kept in the session and the next request is recognised by it. A filter for tokens that merely
 * extends the one for the login form keeps nothing.
 */
final class CookieLogin {

    private static final String REPOSITORY = "securityContextRepository";

    private CookieLogin() {}

    static boolean isIn(SecurityFilterChain chain) {
        List<Filter> filters = chain.getFilters();
        return filters.stream().anyMatch(RememberMeAuthenticationFilter.class::isInstance)
                || (filters.stream().anyMatch(CookieLogin::readsSession)
                        && filters.stream().anyMatch(CookieLogin::logsInToSession));
    }

    private static boolean readsSession(Filter filter) {
        return filter instanceof SecurityContextHolderFilter && usesSession(filter);
    }

    private static boolean logsInToSession(Filter filter) {
        return filter instanceof AbstractAuthenticationProcessingFilter && usesSession(filter);
    }

    private static boolean usesSession(Filter filter) {
        return PrivateField.of(filter, REPOSITORY, SecurityContextRepository.class)
                .filter(CookieLogin::isSession)
                .isPresent();
    }

    private static boolean isSession(Object repository) {
        if (repository instanceof DelegatingSecurityContextRepository) {
            return PrivateField.of(repository, "delegates", List.class).stream()
                    .flatMap(delegates -> ((List<?>) delegates).stream())
                    .anyMatch(CookieLogin::isSession);
        }
        return repository instanceof HttpSessionSecurityContextRepository;
    }
}
