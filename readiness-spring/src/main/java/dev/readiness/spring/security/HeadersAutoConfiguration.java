package dev.readiness.spring.security;

import dev.readiness.web.SecurityHeadersFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.server.WebFilter;

/** Auto-configuration for the response headers by which a browser protects its user. */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnProperty("readiness.headers.profile")
@EnableConfigurationProperties(HeadersProperties.class)
public final class HeadersAutoConfiguration {

    /** Behind what makes a request of a proxy look encrypted, and before everything that answers. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 5;

    HeadersAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(FilterRegistrationBean.class)
    static class OnServlets {

        @Bean
        @ConditionalOnMissingBean(name = "securityHeadersFilterRegistration")
        FilterRegistrationBean<SecurityHeadersFilter> securityHeadersFilterRegistration(HeadersProperties properties) {
            FilterRegistrationBean<SecurityHeadersFilter> registration =
                    new FilterRegistrationBean<>(new SecurityHeadersFilter(properties.toHeaders()));
            registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
            registration.setOrder(ORDER);
            registration.setEnabled(properties.profile() != HeadersProperties.HeaderProfile.OFF);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class OnWebFlux {

        @Bean
        @ConditionalOnMissingBean(name = "readinessSecurityHeadersWebFilter")
        WebFilter readinessSecurityHeadersWebFilter(HeadersProperties properties) {
            return properties.profile() == HeadersProperties.HeaderProfile.OFF
                    ? (exchange, chain) -> chain.filter(exchange)
                    : new SecurityHeadersWebFilter(properties.toHeaders(), ORDER);
        }
    }
}
