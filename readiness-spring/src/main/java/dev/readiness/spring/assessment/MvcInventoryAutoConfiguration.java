package dev.readiness.spring.assessment;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.rest.core.mapping.RepositoryResourceMappings;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** Auto-configuration for the inventory of a Spring MVC application. */
@AutoConfiguration(before = AssessmentAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBooleanProperty(name = "readiness.assessment.enabled", matchIfMissing = true)
public final class MvcInventoryAutoConfiguration {

    MvcInventoryAutoConfiguration() {}

    @Bean
    AnnotatedEndpoints readinessAnnotatedEndpoints(ListableBeanFactory beans) {
        return new AnnotatedEndpoints(beans, EndpointOrigins.of(beans));
    }

    @Bean
    RouterFunctionEndpoints readinessRouterFunctionEndpoints(ListableBeanFactory beans) {
        return new RouterFunctionEndpoints(beans, EndpointOrigins.of(beans));
    }

    @Bean
    UrlHandlerEndpoints readinessUrlHandlerEndpoints(ListableBeanFactory beans) {
        return new UrlHandlerEndpoints(beans, EndpointOrigins.of(beans));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RepositoryResourceMappings.class)
    static class DataRestConfiguration {

        @Bean
        DataRestEndpoints readinessDataRestEndpoints(ListableBeanFactory beans) {
            return new DataRestEndpoints(beans);
        }
    }

    @Bean
    ServletEndpoints readinessServletEndpoints(WebApplicationContext context) {
        return new ServletEndpoints(context.getServletContext(), EndpointOrigins.of(context));
    }
}
