package dev.readiness.spring.validation;

import dev.readiness.web.BodySizeFilter;
import dev.readiness.web.CompressedBodyFilter;
import dev.readiness.web.RequestCountFilter;
import jakarta.servlet.DispatcherType;
import jakarta.validation.ConstraintViolationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** Auto-configuration for problem documents and the limit of body sizes in a Spring MVC application. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
            "org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ResponseEntityExceptionHandler.class, FilterRegistrationBean.class})
@ConditionalOnBooleanProperty(name = "readiness.validation.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ValidationProperties.class)
public final class ValidationAutoConfiguration {

    /** Before Spring Security's chain, which would ask for credentials again on the way to the error page. */
    private static final int ERROR_DISPATCH_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final int BODY_SIZE_ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

    ValidationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    RequestLimits readinessRequestLimits(ValidationProperties properties) {
        return new RequestLimits(properties);
    }

    @Bean
    @Conditional(OnLimit.BodySize.class)
    @ConditionalOnMissingBean(name = "bodySizeFilterRegistration")
    FilterRegistrationBean<BodySizeFilter> bodySizeFilterRegistration(RequestLimits limits) {
        return bodySizeFilter(limits, BODY_SIZE_ORDER);
    }

    @Bean
    @Conditional(OnLimit.Counts.class)
    @ConditionalOnMissingBean(name = "requestCountFilterRegistration")
    FilterRegistrationBean<RequestCountFilter> requestCountFilterRegistration(RequestLimits limits) {
        FilterRegistrationBean<RequestCountFilter> registration = new FilterRegistrationBean<>(new RequestCountFilter(
                request -> ServletLimits.of(limits, request).maxHeaders(),
                request -> ServletLimits.of(limits, request).maxParameters()));
        registration.setOrder(BODY_SIZE_ORDER + 1); // a form is read to be counted
        return registration;
    }

    @Bean
    @Conditional(OnLimit.Codings.class)
    @ConditionalOnMissingBean(name = "compressedBodyFilterRegistration")
    FilterRegistrationBean<CompressedBodyFilter> compressedBodyFilterRegistration(RequestLimits limits) {
        FilterRegistrationBean<CompressedBodyFilter> registration = new FilterRegistrationBean<>(
                new CompressedBodyFilter(request -> ServletLimits.codingOf(limits, request)));
        registration.setOrder(BODY_SIZE_ORDER + 2);
        return registration;
    }

    /** Counts what comes out of a packed body, as the filter before counts what goes in. */
    @Bean
    @Conditional(OnLimit.UnpackedSize.class)
    @ConditionalOnMissingBean(name = "unpackedSizeFilterRegistration")
    FilterRegistrationBean<BodySizeFilter> unpackedSizeFilterRegistration(RequestLimits limits) {
        FilterRegistrationBean<BodySizeFilter> registration = bodySizeFilter(limits, BODY_SIZE_ORDER + 3);
        registration.setName("unpackedSizeFilter");
        return registration;
    }

    private static FilterRegistrationBean<BodySizeFilter> bodySizeFilter(RequestLimits limits, int order) {
        FilterRegistrationBean<BodySizeFilter> registration = new FilterRegistrationBean<>(
                new BodySizeFilter(request -> ServletLimits.of(limits, request).maxBodyBytes()));
        registration.setOrder(order);
        return registration;
    }

    @Bean
    @Conditional(OnLimit.Parts.class)
    PartLimits readinessPartLimits(RequestLimits limits) {
        return new PartLimits(limits);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JsonMapper.class, JacksonJsonHttpMessageConverter.class})
    @Conditional(OnLimit.JsonReading.class)
    static class JsonConfiguration {

        @Bean
        RequestJsonConverters readinessRequestJsonConverters(RequestLimits limits, ValidationProperties properties) {
            return new RequestJsonConverters(limits, properties.notFromRequest());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.springframework.http.converter.json.MappingJackson2HttpMessageConverter"
            })
    @Conditional(OnLimit.JsonReading.class)
    static class Jackson2Configuration {

        @Bean
        Jackson2Converters readinessJackson2Converters(RequestLimits limits, ValidationProperties properties) {
            return new Jackson2Converters(limits, properties.notFromRequest());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("readiness.validation.not-from-request")
    static class NotFromRequestConfiguration {

        @Bean
        NotFromRequestBinders readinessNotFromRequestBinders() {
            return new NotFromRequestBinders();
        }

        @Bean
        @ConditionalOnProperty(name = "readiness.validation.not-from-request", havingValue = "refuse")
        NotFromRequestForms readinessNotFromRequestForms(
                ApplicationContext context, ObjectProvider<RequestMappingHandlerAdapter> adapters) {
            return new NotFromRequestForms(new RunningBinders(context, adapters));
        }
    }

    /** For what Spring Data REST exports, on either of its lines. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RepositoryRestConfigurer.class)
    @ConditionalOnProperty("readiness.validation.not-from-request")
    static class ExportedConfiguration {

        @Bean
        ExportedAssociations readinessExportedAssociations() {
            return new ExportedAssociations();
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(name = "tools.jackson.databind.json.JsonMapper")
        static class Jackson3Configuration {

            @Bean
            ExportedEntities readinessExportedEntities() {
                return new ExportedEntities();
            }
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(name = "com.fasterxml.jackson.databind.ObjectMapper")
        static class Jackson2Configuration {

            @Bean
            Jackson2ExportedEntities readinessJackson2ExportedEntities() {
                return new Jackson2ExportedEntities();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("readiness.validation.problem-details")
    static class ProblemDetailsConfiguration {

        ProblemDetailsConfiguration(Environment environment) {
            CompetingProblemDetailsException.throwIfEnabled(environment);
        }

        @Bean("readinessProblemDetailsAdvice")
        @ConditionalOnMissingBean
        ProblemDetailsAdvice problemDetailsAdvice() {
            return new ProblemDetailsAdvice();
        }

        @Bean("readinessImplausibleRequests")
        ImplausibleRequests implausibleRequests() {
            return new ImplausibleRequests();
        }

        @Bean
        @ConditionalOnBean(name = "basicErrorController")
        @ConditionalOnMissingBean(name = "errorDispatchFilterRegistration")
        FilterRegistrationBean<ErrorDispatchFilter> errorDispatchFilterRegistration(
                ConfigurableListableBeanFactory beanFactory) {
            FilterRegistrationBean<ErrorDispatchFilter> registration =
                    new FilterRegistrationBean<>(new ErrorDispatchFilter());
            registration.setDispatcherTypes(DispatcherType.ERROR);
            registration.setOrder(ERROR_DISPATCH_ORDER);
            registration.setEnabled(hasErrorAttributesOfBoot(beanFactory));
            return registration;
        }

        /** An application with attributes of its own has decided what its errors look like. */
        private static boolean hasErrorAttributesOfBoot(ConfigurableListableBeanFactory beanFactory) {
            Class<?> type = beanFactory.containsBean("errorAttributes") ? beanFactory.getType("errorAttributes") : null;
            return type != null && type.getSimpleName().equals("DefaultErrorAttributes");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConstraintViolationException.class)
    @ConditionalOnBooleanProperty("readiness.validation.problem-details")
    static class ConstraintViolationConfiguration {

        @Bean
        static LimitedViolations readinessLimitedViolations() {
            return new LimitedViolations();
        }

        @Bean("readinessConstraintViolationAdvice")
        @ConditionalOnMissingBean
        ConstraintViolationAdvice constraintViolationAdvice() {
            return new ConstraintViolationAdvice();
        }
    }
}
