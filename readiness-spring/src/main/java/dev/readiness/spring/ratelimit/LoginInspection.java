package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginProtection;
import dev.readiness.ratelimit.LoginProtection.State;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** Looks into the running security chains: which filters check passwords, and does each ask the limiter first? */
final class LoginInspection {

    private final ObjectProvider<SecurityFilterChain> chains;

    LoginInspection(ObjectProvider<SecurityFilterChain> chains) {
        this.chains = chains;
    }

    LoginProtection protection() {
        List<Filter> filters = chains.orderedStream()
                .flatMap(chain -> chain.getFilters().stream())
                .filter(LoginInspection::checksPasswords)
                .toList();
        if (filters.isEmpty()) {
            return new LoginProtection(State.NO_PASSWORDS, "No filter of a security chain checks passwords.");
        }
        try {
            return judge(
                    filters,
                    filters.stream().filter(filter -> !isLimited(filter)).toList());
        } catch (InvalidPropertyException ex) {
            return new LoginProtection(State.UNKNOWN, "A filter does not show its authentication manager.");
        }
    }

    private static LoginProtection judge(List<Filter> filters, List<Filter> unlimited) {
        return unlimited.isEmpty()
                ? new LoginProtection(State.LIMITED, names(filters) + " asks the login limiter first.")
                : new LoginProtection(
                        State.UNLIMITED, names(unlimited) + " checks passwords without asking a limiter.");
    }

    private static boolean checksPasswords(Filter filter) {
        return filter instanceof BasicAuthenticationFilter || filter instanceof UsernamePasswordAuthenticationFilter;
    }

    private static boolean isLimited(Filter filter) {
        return unwrap(new DirectFieldAccessor(filter).getPropertyValue("authenticationManager"))
                instanceof LimitedProviders;
    }

    /** Looks through what Spring Security puts around a manager, for observations for example. */
    private static @Nullable Object unwrap(@Nullable Object manager) {
        if (manager == null || manager instanceof LimitedProviders) {
            return manager;
        }
        DirectFieldAccessor fields = new DirectFieldAccessor(manager);
        return fields.isReadableProperty("delegate") ? unwrap(fields.getPropertyValue("delegate")) : manager;
    }

    private static String names(List<Filter> filters) {
        return filters.stream()
                .map(filter -> filter.getClass().getSimpleName())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
