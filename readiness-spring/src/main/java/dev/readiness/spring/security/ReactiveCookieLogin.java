package dev.readiness.spring.security;

import java.util.stream.Stream;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.WebFilter;

/** Tells whether a reactive chain recognises its callers by the cookie of a session. */
final class ReactiveCookieLogin {

    private ReactiveCookieLogin() {}

    static boolean isIn(Stream<WebFilter> chain) {
        return chain.filter(AuthenticationWebFilter.class::isInstance)
                .flatMap(filter ->
                        PrivateField.of(filter, "securityContextRepository", ServerSecurityContextRepository.class)
                                .stream())
                .anyMatch(WebSessionServerSecurityContextRepository.class::isInstance);
    }
}
