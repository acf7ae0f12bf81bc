package dev.readiness.spring.security;

import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointOrigins;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.debug.DebugFilter;
import org.springframework.web.servlet.DispatcherServlet;

/** Who reaches the endpoints of an application on the Servlet API. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
class ServletAccessConfiguration {

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
                ListableBeanFactory beans, ServletContext servletContext, Environment environment) {
            return new FilterChainOracle(
                    () -> beans.containsBean(CHAIN) ? chainIn(beans) : new FilterChainProxy(),
                    servletContext,
                    environment.getProperty("spring.mvc.servlet.path", "/"),
                    new MatcherCache(beans),
                    new RolePrefix(beans));
        }

        @Bean
        FilterEndpoints readinessFilterEndpoints(FilterChainOracle chains, BeanFactory beans) {
            return new FilterEndpoints(chains, EndpointOrigins.of(beans));
        }

        @Bean
        ServletGuards readinessServletGuards(
                ServletContext servletContext, FilterChainOracle chains, BeanFactory beans) {
            return new ServletGuards(servletContext, chains::filtersFor, EndpointOrigins.of(beans));
        }

        @Bean
        DefaultOpenRule readinessDefaultOpenRule(FilterChainOracle chains) {
            return new DefaultOpenRule("anyRequest", chains);
        }

        @Bean
        TokenFilters readinessTokenFilters(FilterChainOracle chains, HandlerCalls calls, BeanFactory beans) {
            return new TokenFilters(
                    () -> chains.chains().stream()
                            .flatMap(chain -> chain.getFilters().stream())
                            .map(Filter::getClass),
                    calls,
                    EndpointOrigins.of(beans));
        }

        @Bean
        BadTokenRule readinessBadTokenRule(TokenFilters filters, HandlerCalls calls) {
            return new BadTokenRule(filters, calls);
        }

        @Bean
        RefreshTokenRule readinessRefreshTokenRule(
                TokenFilters filters, EndpointHandlers handlers, HandlerCalls calls) {
            return new RefreshTokenRule(filters, handlers, calls);
        }

        @Bean
        IgnoredFlagRule readinessIgnoredFlagRule(
                ObjectProvider<UserDetailsService> services,
                EndpointHandlers handlers,
                HandlerCalls calls,
                TokenFilters filters,
                ListableBeanFactory beans,
                ResourceLoader resources) {
            return new IgnoredFlagRule(
                    services::stream,
                    handlers,
                    calls,
                    filters,
                    EndpointOrigins.of(beans),
                    new FlagReaders(ApplicationClassFiles.of(beans, resources)));
        }

        private static FilterChainProxy chainIn(BeanFactory beans) {
            Object chain = beans.getBean(CHAIN);
            return chain instanceof DebugFilter debug ? debug.getFilterChainProxy() : (FilterChainProxy) chain;
        }
    }
}
