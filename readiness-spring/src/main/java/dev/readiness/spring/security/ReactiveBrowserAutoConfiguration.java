package dev.readiness.spring.security;

import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;

/** Auto-configuration for what the hardening report says of browsers, where the application is reactive. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(ApplicationAccess.class)
@ConditionalOnClass({AbstractConfigurableWebServerFactory.class, DispatcherHandler.class})
public final class ReactiveBrowserAutoConfiguration {

    ReactiveBrowserAutoConfiguration() {}

    @Bean
    OwnTls readinessOwnTls(ListableBeanFactory beans, Environment environment) {
        return new OwnTls(beans, environment);
    }

    @Bean
    ReactiveSentHeaders readinessSentHeaders(ObjectProvider<WebFilter> filters, ApplicationContext context) {
        return new ReactiveSentHeaders(() -> filters.orderedStream().toList(), context);
    }

    @Bean
    HeaderRule readinessFramingRule(Pages pages) {
        return HeaderRule.framing(pages);
    }

    @Bean
    HeaderRule readinessSniffingRule(Pages pages) {
        return HeaderRule.sniffing(pages);
    }

    @Bean
    HeaderRule readinessContentSecurityPolicyRule(Pages pages) {
        return HeaderRule.contentSecurityPolicy(pages);
    }

    @Bean
    StrictTransportRule readinessStrictTransportRule(Pages pages, OwnTls tls) {
        return new StrictTransportRule(pages, tls);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.security.web.server.WebFilterChainProxy")
    static class WithoutSpringSecurity {

        @Bean
        Pages readinessPages(
                EndpointHandlers handlers,
                ResourceLoader resources,
                ReactiveSentHeaders sent,
                ObjectProvider<OtherGuards> others) {
            return new Pages(
                    handlers,
                    resources,
                    endpoint -> sent.filters().isEmpty() ? Optional.empty() : Optional.of(sent.headers()),
                    others.orderedStream().toList());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebFilterChainProxy.class)
    static class WithSpringSecurity {

        @Bean
        Pages readinessPages(
                EndpointHandlers handlers,
                ResourceLoader resources,
                WebFilterChainOracle chains,
                ReactiveSentHeaders sent,
                ObjectProvider<OtherGuards> others) {
            return new Pages(
                    handlers,
                    resources,
                    endpoint -> chains.headersFor(endpoint, sent.filters()),
                    others.orderedStream().toList());
        }

        @Bean
        AnyOriginRule readinessAnyOriginRule(
                WebFilterChainOracle chains, ListableBeanFactory beans, EndpointHandlers handlers) {
            return new AnyOriginRule(
                    AnyOriginRule.Sharing.WITH_CREDENTIALS,
                    SharedWith.inForce(new ReactiveSharedOrigins(beans, chains)::of, handlers));
        }

        @Bean
        DevelopmentOriginRule readinessDevelopmentOriginRule(
                WebFilterChainOracle chains,
                ListableBeanFactory beans,
                EndpointHandlers handlers,
                OriginSources sources) {
            return new DevelopmentOriginRule(
                    SharedWith.inForce(new ReactiveSharedOrigins(beans, chains)::of, handlers), sources);
        }

        @Bean
        AnyOriginRule readinessEveryOriginRule(
                WebFilterChainOracle chains, ListableBeanFactory beans, EndpointHandlers handlers) {
            return new AnyOriginRule(
                    AnyOriginRule.Sharing.WITHOUT_CREDENTIALS,
                    SharedWith.inForce(new ReactiveSharedOrigins(beans, chains)::of, handlers));
        }

        @Bean
        ReactiveSessionCookieRule readinessSessionCookieRule(
                WebFilterChainOracle chains,
                ObjectProvider<WebSessionManager> managers,
                ApplicationContext context,
                OwnTls tls) {
            return new ReactiveSessionCookieRule(
                    chains,
                    () -> managers.orderedStream()
                            .filter(DefaultWebSessionManager.class::isInstance)
                            .map(manager -> ((DefaultWebSessionManager) manager).getSessionIdResolver())
                            .findFirst(),
                    context,
                    tls);
        }
    }
}
