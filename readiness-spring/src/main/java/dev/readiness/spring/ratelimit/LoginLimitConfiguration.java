package dev.readiness.spring.ratelimit;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.ratelimit.LoginLimits;
import dev.readiness.ratelimit.LoginProtection;
import dev.readiness.ratelimit.LoginRateLimiter;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitRules;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.ratelimit.RequestRateLimiter;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.ErrorResponseException;

/** The limit of failed logins in front of Spring Security. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class LoginLimitConfiguration {

    /** No rule has an underscore in its name. */
    private static final String FAILED_LOGINS = "failed_logins";

    private static final String LIMIT = "readiness.rate-limit.login.limit";

    /** What counts. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SecurityFilterChain.class, ProviderManager.class, ErrorResponseException.class})
    static class LimiterConfiguration {

        @Bean("readinessLoginRateLimiter")
        @ConditionalOnProperty(LIMIT)
        @ConditionalOnBooleanProperty(name = "readiness.rate-limit.enabled", matchIfMissing = true)
        @ConditionalOnMissingBean
        LoginRateLimiter loginRateLimiter(RateLimitProperties properties, RateLimitStore store) {
            LoginLimits limits = RateLimitSettings.read(properties).login().orElseThrow();
            return LoginRateLimiter.of(limits, (kind, limit) -> counter(kind, limit, properties, store));
        }

        /** Hashes of passwords stay in this process. */
        private static RequestRateLimiter counter(
                String kind, RateLimit limit, RateLimitProperties properties, RateLimitStore store) {
            if (kind.equals("spray")) {
                return RequestRateLimiter.inMemory(List.of(limit), properties.maxKeys(), System::nanoTime);
            }
            String name = kind.equals("account") ? FAILED_LOGINS : FAILED_LOGINS + "_" + kind;
            return store.limiter(name, List.of(limit), properties.shared().onFailure());
        }
    }

    /** For servlets with Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({
        SecurityFilterChain.class,
        ProviderManager.class,
        ErrorResponseException.class,
        FilterRegistrationBean.class
    })
    static class SecurityConfiguration {

        @Bean("readinessLoginLimitPostProcessor")
        static LoginLimitPostProcessor loginLimitPostProcessor(ObjectProvider<LoginRateLimiter> limiters) {
            return new LoginLimitPostProcessor(limiters);
        }

        @Bean
        @ConditionalOnBean(LoginRateLimiter.class)
        @ConditionalOnMissingBean(name = "loginLimitFilter")
        FilterRegistrationBean<LoginLimitFilter> loginLimitFilter(
                Environment environment, RateLimitProperties properties) {
            FilterRegistrationBean<LoginLimitFilter> registration = new FilterRegistrationBean<>(new LoginLimitFilter(
                    RateLimitSettings.read(properties).filters().addresses()));
            registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
            registration.setOrder(FilterOrder.AROUND_LOGIN.in(environment));
            return registration;
        }

        @Bean("readinessLoginUnlimitedRule")
        ReadinessRule loginUnlimitedRule(
                ObjectProvider<SecurityFilterChain> chains, ListableBeanFactory beans, ResourceLoader resources) {
            LoginInspection inspection = new LoginInspection(chains, beans, ApplicationClassFiles.of(beans, resources));
            OwnLimits own = new OwnLimits(beans, resources);
            return RateLimitRules.loginUnlimited(() -> own.unlessLimitedBy(inspection.protection()));
        }
    }

    /** For applications without Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.security.web.SecurityFilterChain")
    static class NoSecurityConfiguration {

        NoSecurityConfiguration(RateLimitProperties properties) {
            SettingsProblems problems = new SettingsProblems();
            if (properties.enabled() && properties.login().limit() != null) {
                problems.add(LIMIT, "nothing here checks passwords; remove it, or add Spring Security");
            }
            problems.throwIfAny();
        }

        @Bean("readinessLoginUnlimitedRule")
        ReadinessRule loginUnlimitedRule() {
            LoginProtection none = new LoginProtection(
                    LoginProtection.State.NO_PASSWORDS, "Spring Security is not on the class path.");
            return RateLimitRules.loginUnlimited(() -> none);
        }
    }
}
