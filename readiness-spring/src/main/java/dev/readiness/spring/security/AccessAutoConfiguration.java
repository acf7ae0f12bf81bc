package dev.readiness.spring.security;

import dev.readiness.spring.assessment.AssessmentAutoConfiguration;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.HardeningReport;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.debug.DebugFilter;
import org.springframework.web.servlet.DispatcherServlet;

/** Auto-configuration for what the hardening report says of access. */
@AutoConfiguration(after = AssessmentAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(HardeningReport.class)
@ConditionalOnBooleanProperty(name = "readiness.access.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AccessProperties.class)
public final class AccessAutoConfiguration {

    AccessAutoConfiguration() {}

    @Bean
    ApplicationAccess readinessApplicationAccess(
            AccessProperties properties, ObjectProvider<AccessOracle> oracles, ObjectProvider<OtherGuards> guards) {
        properties.requireComplete();
        return new ApplicationAccess(
                oracles.orderedStream().toList(), guards.orderedStream().toList());
    }

    @Bean
    @Order(10)
    AccessInspector readinessAccessInspector(ApplicationAccess access, AccessProperties properties) {
        return new AccessInspector(access, properties);
    }

    @Bean
    OpenEndpointRule readinessOpenEndpointRule(
            ApplicationAccess access, AccessProperties properties, ObjectProvider<EndpointHandlers> handlers) {
        return new OpenEndpointRule(access, properties, new PublicByDesign(handlers::getIfAvailable));
    }

    @Bean
    InterceptorGuards readinessInterceptorGuards(ConfigurableListableBeanFactory beans, ServletContext servletContext) {
        return new InterceptorGuards(beans, servletContext);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.security.web.FilterChainProxy")
    static class WithoutSpringSecurity {

        @Bean
        ServletGuards readinessServletGuards(ServletContext servletContext, BeanFactory beans) {
            return new ServletGuards(servletContext, endpoint -> Set.of(), EndpointOrigins.of(beans));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FilterChainProxy.class)
    static class WithSpringSecurity {

        private static final String CHAIN = "springSecurityFilterChain";

        @Bean
        @Order(10)
        FilterChainOracle readinessFilterChainOracle(
                BeanFactory beans, ServletContext servletContext, Environment environment) {
            return new FilterChainOracle(
                    () -> beans.containsBean(CHAIN) ? chainIn(beans) : new FilterChainProxy(),
                    servletContext,
                    environment.getProperty("spring.mvc.servlet.path", "/"));
        }

        @Bean
        @Order(20)
        MethodSecurityOracle readinessMethodSecurityOracle(EndpointHandlers handlers) {
            return new MethodSecurityOracle(handlers);
        }

        @Bean
        ServletGuards readinessServletGuards(
                ServletContext servletContext, FilterChainOracle chains, BeanFactory beans) {
            return new ServletGuards(servletContext, chains::filtersFor, EndpointOrigins.of(beans));
        }

        @Bean
        CollaboratorGuards readinessCollaboratorGuards(
                ConfigurableListableBeanFactory beans, EndpointHandlers handlers) {
            return new CollaboratorGuards(beans, handlers);
        }

        @Bean
        GuessablePasswordRule readinessGuessablePasswordRule(
                ObjectProvider<UserDetailsService> stores, ObjectProvider<PasswordEncoder> encoders) {
            return new GuessablePasswordRule(
                    () -> stores.orderedStream().toList(),
                    () -> encoders.getIfUnique(PasswordEncoderFactories::createDelegatingPasswordEncoder));
        }

        private static FilterChainProxy chainIn(BeanFactory beans) {
            Object chain = beans.getBean(CHAIN);
            return chain instanceof DebugFilter debug ? debug.getFilterChainProxy() : (FilterChainProxy) chain;
        }
    }
}
