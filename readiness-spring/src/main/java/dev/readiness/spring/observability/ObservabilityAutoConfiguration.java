package dev.readiness.spring.observability;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.observability.RequestSummary;
import dev.readiness.web.RequestSummaryFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.servlet.HandlerMapping;

/** Auto-configuration for what can be seen of requests. */
@AutoConfiguration(beforeName = "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration")
@ConditionalOnBooleanProperty(name = "readiness.observability.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ObservabilityProperties.class)
@Import(CorrelationConfiguration.class)
public final class ObservabilityAutoConfiguration {

    /** Within the correlation, so that the line carries the id, and before whatever may refuse a request. */
    private static final int SUMMARY_ORDER = Ordered.HIGHEST_PRECEDENCE + 3;

    ObservabilityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "requestsUncorrelatedRule")
    ReadinessRule requestsUncorrelatedRule(ApplicationContext context) {
        return new UncorrelatedLogs(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "sliceUnpromisedRule")
    ReadinessRule sliceUnpromisedRule(ApplicationContext context) {
        return new UnpromisedSlices(context).rule();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({FilterRegistrationBean.class, HandlerMapping.class})
    @ConditionalOnBooleanProperty("readiness.observability.request-summary")
    static class RequestSummaryConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "requestSummaryFilterRegistration")
        FilterRegistrationBean<RequestSummaryFilter> requestSummaryFilterRegistration(
                ObservabilityProperties properties) {
            FilterRegistrationBean<RequestSummaryFilter> registration =
                    new FilterRegistrationBean<>(new RequestSummaryFilter(
                            properties.slowRequest(),
                            request -> pattern(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))));
            registration.setOrder(SUMMARY_ORDER);
            return registration;
        }

        private static @Nullable String pattern(@Nullable Object attribute) {
            return attribute == null ? null : attribute.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnBooleanProperty("readiness.observability.request-summary")
    static class ReactiveRequestSummaryConfiguration {

        @Bean("readinessRequestSummaryWebFilter")
        @ConditionalOnMissingBean
        RequestSummaryWebFilter requestSummaryWebFilter(ObservabilityProperties properties) {
            return new RequestSummaryWebFilter(RequestSummary.slowFrom(properties.slowRequest()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ObservationFilter.class, ServerRequestObservationContext.class})
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnBooleanProperty("readiness.observability.slice-tag")
    static class SliceTagConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "sliceTag")
        ObservationFilter sliceTag(Environment environment) {
            return new SliceTag(Operations.slices(environment));
        }

        @Bean("readinessSliceMeters")
        @ConditionalOnMissingBean
        @ConditionalOnClass(MeterBinder.class)
        SliceMeters sliceMeters(ObservabilityProperties properties, Environment environment) {
            return new SliceMeters(
                    Operations.slices(environment).keySet(),
                    properties.sliceObjectives().values(),
                    Operations.actuator(environment));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class, MeterRegistry.class})
    static class OperationsEndpointConfiguration {

        @Bean("readinessOperationsEndpoint")
        @ConditionalOnAvailableEndpoint
        @ConditionalOnMissingBean
        OperationsEndpoint operationsEndpoint(ApplicationContext context) {
            return new OperationsEndpoint(context);
        }
    }
}
