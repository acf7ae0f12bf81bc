package dev.readiness.spring.security;

import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.DispatcherHandler;

/** Auto-configuration for a last security filter chain, which refuses what no other chain matches. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.reactive.ReactiveManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "readiness.access.uncovered", havingValue = "deny")
@EnableConfigurationProperties(AccessProperties.class)
public final class UncoveredPathsAutoConfiguration {

    UncoveredPathsAutoConfiguration() {}

    /** A setting that nothing puts into effect must not look like a safeguard. */
    @Bean
    SmartInitializingSingleton readinessUncoveredPathsInEffect(BeanFactory beans) {
        return () -> {
            if (!beans.containsBean("springSecurityFilterChain")
                    && !beans.containsBean(
                            "org.springframework.security.config.annotation.web.reactive.WebFluxSecurityConfiguration.WebFilterChainFilter")) {
                throw new InvalidAccessSettingsException(
                        List.of(
                                "'readiness.access.uncovered' is 'deny' but Spring Security does not filter requests here; add spring-boot-starter-security, or remove the setting"));
            }
        };
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({WebSecurityCustomizer.class, SecurityFilterChain.class})
    static class OnServlets {

        /** Not a bean of type {@code SecurityFilterChain}, because Spring Boot gives up its own chain where there is one. */
        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        WebSecurityCustomizer readinessUncoveredPaths(
                ObjectProvider<SecurityFilterChain> chains, AccessProperties properties, Environment environment) {
            return new LastChain(
                    () -> chains.orderedStream().toList(),
                    new UncoveredPathFilter(
                            ListedEndpoint.of(properties), environment.getProperty("spring.mvc.servlet.path", "/")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass({DispatcherHandler.class, SecurityWebFilterChain.class})
    static class OnWebFlux {

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        @ConditionalOnBean(SecurityWebFilterChain.class)
        SecurityWebFilterChain readinessUncoveredPaths(AccessProperties properties) {
            return UncoveredPathWebFilter.chain(ListedEndpoint.of(properties));
        }
    }
}
