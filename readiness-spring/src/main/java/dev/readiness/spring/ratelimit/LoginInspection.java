package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginProtection;
import dev.readiness.ratelimit.LoginProtection.State;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * Looks into the running security chains, and at the managers that are beans, which a controller of the application may
 * ask: who checks passwords, and does each ask the limiter first?
 */
final class LoginInspection {

    private final ObjectProvider<SecurityFilterChain> chains;
    private final ListableBeanFactory beans;

    private final ApplicationClassFiles files;

    /**
     * @param files the application's own code, which may check passwords by itself
     */
    LoginInspection(
            ObjectProvider<SecurityFilterChain> chains, ListableBeanFactory beans, ApplicationClassFiles files) {
        this.chains = chains;
        this.beans = beans;
        this.files = files;
    }

    LoginProtection protection() {
        try {
            List<PasswordCheck> checks = new ArrayList<>(filters());
            checks.addAll(managers());
            checks.addAll(PasswordCheck.inCodeOf(files));
            return PasswordCheck.judge(checks);
        } catch (InvalidPropertyException ex) {
            return new LoginProtection(State.UNKNOWN, "A filter does not show its authentication manager.");
        }
    }

    private List<PasswordCheck> filters() {
        return chains.orderedStream()
                .flatMap(chain -> chain.getFilters().stream())
                .filter(LoginInspection::checksPasswords)
                .map(filter -> new PasswordCheck(
                        filter.getClass().getSimpleName(),
                        isLimited(new DirectFieldAccessor(filter).getPropertyValue("authenticationManager"))))
                .toList();
    }

    private static boolean checksPasswords(Filter filter) {
        return filter instanceof BasicAuthenticationFilter || filter instanceof UsernamePasswordAuthenticationFilter;
    }

    private List<PasswordCheck> managers() {
        List<PasswordCheck> checks = new ArrayList<>();
        beans.getBeansOfType(AuthenticationManager.class, true, false).forEach((name, manager) -> {
            if (unwrap(manager) instanceof ProviderManager providers && checksPasswords(providers)) {
                checks.add(new PasswordCheck("the AuthenticationManager bean '" + name + "'", isLimited(providers)));
            }
        });
        return checks;
    }

    private static boolean checksPasswords(ProviderManager manager) {
        return manager.getProviders().stream()
                .anyMatch(provider -> provider.supports(UsernamePasswordAuthenticationToken.class));
    }

    private static boolean isLimited(@Nullable Object manager) {
        return unwrap(manager) instanceof LimitedProviders;
    }

    /** Looks through what Spring Security puts around a manager, for observations for example. */
    private static @Nullable Object unwrap(@Nullable Object manager) {
        if (manager == null || manager instanceof ProviderManager) {
            return manager;
        }
        DirectFieldAccessor fields = new DirectFieldAccessor(manager);
        return fields.isReadableProperty("delegate") ? unwrap(fields.getPropertyValue("delegate")) : manager;
    }
}
