package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginProtection;
import dev.readiness.ratelimit.LoginProtection.State;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/** Looks into the running reactive chains: who checks passwords, and does each ask the limiter first? */
final class ReactiveLoginInspection {

    private static final List<String> PASSWORDS =
            List.of("ServerHttpBasicAuthenticationConverter", "ServerFormLoginAuthenticationConverter");

    private final ObjectProvider<SecurityWebFilterChain> chains;

    ReactiveLoginInspection(ObjectProvider<SecurityWebFilterChain> chains) {
        this.chains = chains;
    }

    LoginProtection protection() {
        List<PasswordCheck> checks = chains.orderedStream()
                .flatMap(chain -> chain.getWebFilters().toStream())
                .map(ReactiveLoginInspection::unwrapped)
                .filter(AuthenticationWebFilter.class::isInstance)
                .map(PasswordCheck::of)
                .filter(check -> PASSWORDS.contains(check.converter()))
                .toList();
        if (checks.isEmpty()) {
            return new LoginProtection(State.NO_PASSWORDS, "No filter of a reactive security chain takes a password.");
        }
        for (PasswordCheck check : checks) {
            if (check.manager() == null) {
                return new LoginProtection(
                        State.UNKNOWN, "Who checks the passwords of " + check.converter() + " depends on the request.");
            }
            if (!ReactiveLoginGuard.guards(check.manager())) {
                return new LoginProtection(
                        State.UNLIMITED, check.converter() + " takes passwords, and no limiter is asked first.");
            }
        }
        return new LoginProtection(State.LIMITED, checks.get(0).converter() + " asks the login limiter first.");
    }

    /** Spring Security wraps a filter to put it in order. */
    private static WebFilter unwrapped(WebFilter filter) {
        DirectFieldAccessor fields = new DirectFieldAccessor(filter);
        return fields.isReadableProperty("webFilter")
                        && fields.getPropertyValue("webFilter") instanceof WebFilter inside
                ? inside
                : filter;
    }

    private record PasswordCheck(String converter, @Nullable Object manager) {

        static PasswordCheck of(WebFilter filter) {
            DirectFieldAccessor fields = new DirectFieldAccessor(filter);
            Object converter = fields.getPropertyValue("authenticationConverter");
            return new PasswordCheck(
                    converter == null ? "" : converter.getClass().getSimpleName(),
                    managerOf(fields.getPropertyValue("authenticationManagerResolver")));
        }

        /** A fixed manager is told without a look at the request. */
        @SuppressWarnings("unchecked") // the filter's field has no other type
        private static @Nullable Object managerOf(@Nullable Object resolver) {
            if (!(resolver instanceof ReactiveAuthenticationManagerResolver<?> known)) {
                return null;
            }
            try {
                return ((ReactiveAuthenticationManagerResolver<ServerWebExchange>) known)
                        .resolve(unseen())
                        .block();
            } catch (RuntimeException ex) {
                return null;
            }
        }

        private static ServerWebExchange unseen() {
            return (ServerWebExchange) Proxy.newProxyInstance(
                    ServerWebExchange.class.getClassLoader(),
                    new Class<?>[] {ServerWebExchange.class},
                    (proxy, method, arguments) -> {
                        throw new UnsupportedOperationException(method.getName());
                    });
        }
    }
}
