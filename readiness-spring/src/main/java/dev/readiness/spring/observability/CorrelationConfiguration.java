package dev.readiness.spring.observability;

import dev.readiness.observability.Correlation;
import dev.readiness.web.CorrelationFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.task.TaskDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** Correlation in, on other threads, and out. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("readiness.observability.correlation")
class CorrelationConfiguration {

    /** Right after Spring's observation filter, so that a trace which it has begun is joined. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean("readinessCorrelationTaskDecorator")
    @ConditionalOnMissingBean
    TaskDecorator correlationTaskDecorator() {
        return Correlation::wrap;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(FilterRegistrationBean.class)
    static class InboundConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "correlationFilterRegistration")
        FilterRegistrationBean<CorrelationFilter> correlationFilterRegistration() {
            FilterRegistrationBean<CorrelationFilter> registration =
                    new FilterRegistrationBean<>(new CorrelationFilter());
            registration.setDispatcherTypes(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
            registration.setOrder(ORDER);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class ReactiveConfiguration {

        private static final String PROPAGATION = "io.micrometer.context.ThreadLocalAccessor";

        @Bean("readinessCorrelationWebFilter")
        @ConditionalOnMissingBean
        CorrelationWebFilter correlationWebFilter(ResourceLoader resources) {
            if (ClassUtils.isPresent(PROPAGATION, resources.getClassLoader())) {
                ThreadCorrelation.propagate();
            } else {
                LoggerFactory.getLogger(CorrelationWebFilter.class)
                        .warn("Log lines of work that changes its thread carry no correlation id;"
                                + " add io.micrometer:context-propagation");
            }
            return new CorrelationWebFilter();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClient.class)
    static class ReactiveOutboundConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "correlatedWebClients")
        static CorrelatedWebClients correlatedWebClients() {
            return new CorrelatedWebClients();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClient.class)
    static class OutboundConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "correlatedClients")
        static CorrelatedClients correlatedClients() {
            return new CorrelatedClients(new CorrelationInterceptor());
        }
    }
}
