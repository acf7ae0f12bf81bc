package dev.readiness.spring.validation;

import dev.readiness.web.BodySizeFilter;
import jakarta.servlet.DispatcherType;
import jakarta.validation.ConstraintViolationException;
import java.util.Objects;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

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
    @ConditionalOnProperty("readiness.validation.max-body-size")
    @ConditionalOnMissingBean(name = "bodySizeFilterRegistration")
    FilterRegistrationBean<BodySizeFilter> bodySizeFilterRegistration(ValidationProperties properties) {
        long maxBytes = Objects.requireNonNull(properties.maxBodySize()).toBytes();
        FilterRegistrationBean<BodySizeFilter> registration =
                new FilterRegistrationBean<>(new BodySizeFilter(maxBytes));
        registration.setOrder(BODY_SIZE_ORDER);
        return registration;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("readiness.validation.problem-details")
    static class ProblemDetailsConfiguration {

        ProblemDetailsConfiguration(Environment environment) {
            CompetingProblemDetailsException.throwIfEnabled(environment);
        }

        @Bean
        @ConditionalOnMissingBean
        ProblemDetailsAdvice problemDetailsAdvice() {
            return new ProblemDetailsAdvice();
        }

        @Bean
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

        @Bean
        @ConditionalOnMissingBean
        ConstraintViolationAdvice constraintViolationAdvice() {
            return new ConstraintViolationAdvice();
        }
    }
}
