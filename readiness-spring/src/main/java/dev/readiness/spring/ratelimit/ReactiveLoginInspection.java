package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginProtection;
import dev.readiness.ratelimit.LoginProtection.State;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AbstractUserDetailsReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.web.server.ServerWebExchange;

/**
 * Looks into the running reactive chains, at the managers that are beans, which a handler of the application may ask, and
 * into the application's own code: who checks passwords, and does each ask the limiter first?
 */
final class ReactiveLoginInspection {

    private static final List<String> PASSWORDS =
            List.of("ServerHttpBasicAuthenticationConverter", "ServerFormLoginAuthenticationConverter");

    private final ObjectProvider<SecurityWebFilterChain> chains;
    private final ListableBeanFactory beans;
    private final ApplicationClassFiles files;

    /**
     * @param files the application's own code, which may check passwords by itself
     */
    ReactiveLoginInspection(
            ObjectProvider<SecurityWebFilterChain> chains, ListableBeanFactory beans, ApplicationClassFiles files) {
        this.chains = chains;
        this.beans = beans;
        this.files = files;
    }

    LoginProtection protection() {
        List<PasswordCheck> checks = new ArrayList<>();
        try {
            for (AuthenticationWebFilter filter : chains.orderedStream()
                    .flatMap(chain -> ReactiveLoginFilters.in(chain).stream())
                    .toList()) {
                Object resolver = ReactiveLoginFilters.resolverOf(filter);
                Object manager = managerOf(resolver);
                String converter = nameOf(ReactiveLoginFilters.converterOf(filter));
                boolean limited = resolver instanceof ReactiveLoginGuard.Resolver || ReactiveLoginGuard.guards(manager);
                if (!limited && manager == null && PASSWORDS.contains(converter)) {
                    return new LoginProtection(
                            State.UNKNOWN, "Who checks the passwords of " + converter + " depends on the request.");
                }
                if (PASSWORDS.contains(converter) || checksPasswords(manager)) {
                    checks.add(new PasswordCheck(converter, limited));
                }
            }
        } catch (InvalidPropertyException ex) {
            return new LoginProtection(State.UNKNOWN, "A filter does not show its authentication manager.");
        }
        checks.addAll(managers());
        checks.addAll(PasswordCheck.inCodeOf(files));
        return PasswordCheck.judge(checks);
    }

    private static String nameOf(@Nullable Object converter) {
        return converter == null || converter.getClass().isHidden()
                ? "a filter of a security chain"
                : converter.getClass().getSimpleName();
    }

    private List<PasswordCheck> managers() {
        List<PasswordCheck> checks = new ArrayList<>();
        beans.getBeansOfType(ReactiveAuthenticationManager.class, true, false).forEach((name, manager) -> {
            if (checksPasswords(manager)) {
                checks.add(new PasswordCheck(
                        "the ReactiveAuthenticationManager bean '" + name + "'", ReactiveLoginGuard.guards(manager)));
            }
        });
        return checks;
    }

    /** Looks through proxies and what Spring Security puts around a manager, for observations or to ask several. */
    private static boolean checksPasswords(@Nullable Object manager) {
        if (manager == null || manager instanceof AbstractUserDetailsReactiveAuthenticationManager) {
            return manager != null;
        }
        Object target = AopProxyUtils.getSingletonTarget(manager);
        if (target != null) {
            return checksPasswords(target);
        }
        return ReactiveLoginFilters.property(manager, "delegates") instanceof Collection<?> several
                ? several.stream().anyMatch(ReactiveLoginInspection::checksPasswords)
                : checksPasswords(ReactiveLoginFilters.property(manager, "delegate"));
    }

    /** A fixed manager is told without a look at the request. */
    @SuppressWarnings("unchecked") // the filter's field has no other type
    private static @Nullable Object managerOf(@Nullable Object resolver) {
        if (resolver instanceof ReactiveLoginGuard.Resolver guarded) {
            return managerOf(guarded.delegate());
        }
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
