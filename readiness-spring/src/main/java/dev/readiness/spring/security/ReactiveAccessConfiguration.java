package dev.readiness.spring.security;

import dev.readiness.spring.assessment.EndpointOrigins;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.WebFilter;

/** Who reaches the endpoints of a reactive application. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class ReactiveAccessConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.security.web.server.WebFilterChainProxy")
    static class WithoutSpringSecurity {

        @Bean
        WebFilterGuards readinessWebFilterGuards(ListableBeanFactory beans) {
            return new WebFilterGuards(beans, endpoint -> Set.of());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebFilterChainProxy.class)
    static class WithSpringSecurity {

        @Bean
        @Order(10)
        WebFilterChainOracle readinessWebFilterChainOracle(
                ObjectProvider<WebFilterChainProxy> proxies, ApplicationContext context) {
            Supplier<List<SecurityWebFilterChain>> chains = () -> proxies.orderedStream()
                    .findFirst()
                    .map(WithSpringSecurity::chainsOf)
                    .orElseGet(List::of);
            return new WebFilterChainOracle(chains, context, new RolePrefix(context));
        }

        @Bean
        WebFilterEndpoints readinessWebFilterEndpoints(WebFilterChainOracle chains) {
            return new WebFilterEndpoints(chains);
        }

        @Bean
        WebFilterGuards readinessWebFilterGuards(ListableBeanFactory beans, WebFilterChainOracle chains) {
            return new WebFilterGuards(beans, chains::filtersFor);
        }

        @Bean
        OpenedByName readinessOpenedByName(WebFilterChainOracle chains) {
            return new OpenedByName(() -> ReactivePathRules.of(chains));
        }

        @Bean
        ReactiveForgedRequestRule readinessReactiveForgedRequestRule(
                WebFilterChainOracle chains, ApplicationAccess access, OwnCookieLogin ownCookies) {
            return new ReactiveForgedRequestRule(chains, access, ownCookies);
        }

        @Bean
        DefaultOpenRule readinessDefaultOpenRule(WebFilterChainOracle chains) {
            return new DefaultOpenRule("anyExchange", chains);
        }

        @Bean
        TokenFilters readinessTokenFilters(ListableBeanFactory beans, HandlerCalls calls) {
            return new TokenFilters(
                    () -> Stream.of(beans.getBeanNamesForType(WebFilter.class, true, false))
                            .<Class<?>>flatMap(name -> Stream.ofNullable(beans.getType(name, false)))
                            .map(type -> ClassUtils.getUserClass(type)),
                    calls,
                    EndpointOrigins.of(beans));
        }

        @Bean
        BadTokenRule readinessBadTokenRule(TokenFilters filters, HandlerCalls calls) {
            return new BadTokenRule(filters, calls);
        }

        @SuppressWarnings("unchecked")
        private static List<SecurityWebFilterChain> chainsOf(WebFilterChainProxy proxy) {
            return PrivateField.of(proxy, "filters", List.class)
                    .map(filters -> (List<SecurityWebFilterChain>) filters)
                    .orElseThrow(() -> new IllegalStateException("the chains could not be read from " + proxy));
        }
    }
}
