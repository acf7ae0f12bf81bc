package dev.readiness.spring.observability;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.support.InterceptingHttpAccessor;
import org.springframework.web.client.RestClient;

/**
 * Adds an interceptor to the HTTP clients that are beans: each {@link RestClient.Builder}, and each {@code RestTemplate}.
 *
 * <p>Not as a customizer of Spring Boot's: its type is in another package in each generation.
 */
final class CorrelatedClients implements BeanPostProcessor {

    private final ClientHttpRequestInterceptor interceptor;

    CorrelatedClients(ClientHttpRequestInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof RestClient.Builder builder) {
            return builder.requestInterceptor(interceptor);
        }
        if (bean instanceof InterceptingHttpAccessor client) {
            client.getInterceptors().add(interceptor);
        }
        return bean;
    }
}
