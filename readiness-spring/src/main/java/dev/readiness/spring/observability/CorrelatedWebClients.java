package dev.readiness.spring.observability;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.WebClient;

/** Adds the filter of correlations to each {@link WebClient.Builder} that is a bean. */
final class CorrelatedWebClients implements BeanPostProcessor {

    private final CorrelationFilterFunction filter = new CorrelationFilterFunction();

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof WebClient.Builder builder ? builder.filter(filter) : bean;
    }
}
