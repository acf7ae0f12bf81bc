package dev.readiness.spring.security;

import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.web.SecurityHeadersFilter;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.web.FilterChainProxy;

/** Auto-configuration for what the hardening report says of browsers: forged requests, other sites, headers, cookies. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(ApplicationAccess.class)
@ConditionalOnClass(AbstractConfigurableWebServerFactory.class)
public final class BrowserAutoConfiguration {

    BrowserAutoConfiguration() {}

    @Bean
    OwnTls readinessOwnTls(ListableBeanFactory beans, Environment environment) {
        return new OwnTls(beans, environment);
    }

    @Bean
    SentHeaders readinessSentHeaders(
            ObjectProvider<FilterRegistrationBean<SecurityHeadersFilter>> filters, ServletContext servletContext) {
        return new SentHeaders(() -> filters.orderedStream().toList(), servletContext);
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
    @ConditionalOnMissingClass("org.springframework.security.web.FilterChainProxy")
    static class WithoutSpringSecurity {

        @Bean
        Pages readinessPages(
                EndpointHandlers handlers,
                ResourceLoader resources,
                SentHeaders sent,
                ObjectProvider<OtherGuards> others) {
            return new Pages(
                    handlers,
                    resources,
                    endpoint -> sent.addedTo(Optional.empty()),
                    others.orderedStream().toList());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FilterChainProxy.class)
    static class WithSpringSecurity {

        @Bean
        Pages readinessPages(
                EndpointHandlers handlers,
                ResourceLoader resources,
                FilterChainOracle chains,
                SentHeaders sent,
                ObjectProvider<OtherGuards> others) {
            return new Pages(
                    handlers,
                    resources,
                    endpoint -> sent.addedTo(chains.headersFor(endpoint)),
                    others.orderedStream().toList());
        }

        @Bean
        GeneratedUserRule readinessGeneratedUserRule(
                ConfigurableListableBeanFactory beans, Environment environment, FilterChainOracle chains) {
            return new GeneratedUserRule(beans, environment, chains);
        }

        @Bean
        ShadowedRule readinessShadowedRule(FilterChainOracle chains, ServletContext servletContext) {
            return new ShadowedRule(chains, servletContext);
        }

        @Bean
        OpenedByName readinessOpenedByName(FilterChainOracle chains) {
            return new OpenedByName(() -> PathRules.ofAll(chains));
        }

        @Bean
        ForgedRequestRule readinessForgedRequestRule(
                FilterChainOracle chains, ApplicationAccess access, OwnCookieLogin ownCookies) {
            return new ForgedRequestRule(chains, access, ownCookies);
        }

        @Bean
        AnyOriginRule readinessAnyOriginRule(
                FilterChainOracle chains, ListableBeanFactory beans, EndpointHandlers handlers) {
            return new AnyOriginRule(
                    AnyOriginRule.Sharing.WITH_CREDENTIALS,
                    SharedWith.inForce(new SharedOrigins(beans, chains)::of, handlers));
        }

        @Bean
        DevelopmentOriginRule readinessDevelopmentOriginRule(
                FilterChainOracle chains, ListableBeanFactory beans, EndpointHandlers handlers, OriginSources sources) {
            return new DevelopmentOriginRule(
                    SharedWith.inForce(new SharedOrigins(beans, chains)::of, handlers), sources);
        }

        @Bean
        AnyOriginRule readinessEveryOriginRule(
                FilterChainOracle chains, ListableBeanFactory beans, EndpointHandlers handlers) {
            return new AnyOriginRule(
                    AnyOriginRule.Sharing.WITHOUT_CREDENTIALS,
                    SharedWith.inForce(new SharedOrigins(beans, chains)::of, handlers));
        }

        @Bean
        SessionCookieRule readinessSessionCookieRule(
                FilterChainOracle chains, ServletContext servletContext, Environment environment, OwnTls tls) {
            return new SessionCookieRule(chains, servletContext, environment, tls);
        }
    }
}
