package dev.readiness.spring.assessment;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;

/** Auto-configuration for the inventory of a Spring WebFlux application. */
@AutoConfiguration(before = AssessmentAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBooleanProperty(name = "readiness.assessment.enabled", matchIfMissing = true)
public final class ReactiveInventoryAutoConfiguration {

    ReactiveInventoryAutoConfiguration() {}

    @Bean
    ReactiveAnnotatedEndpoints readinessAnnotatedEndpoints(ListableBeanFactory beans) {
        return new ReactiveAnnotatedEndpoints(beans, EndpointOrigins.of(beans));
    }

    @Bean
    ReactiveRouterFunctionEndpoints readinessRouterFunctionEndpoints(ListableBeanFactory beans) {
        return new ReactiveRouterFunctionEndpoints(beans, EndpointOrigins.of(beans));
    }

    @Bean
    ReactiveUrlHandlerEndpoints readinessUrlHandlerEndpoints(ListableBeanFactory beans) {
        return new ReactiveUrlHandlerEndpoints(beans, EndpointOrigins.of(beans));
    }
}
