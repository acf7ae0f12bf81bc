package dev.readiness.spring.validation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.ConstraintViolationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.DispatcherHandler;
import tools.jackson.databind.json.JsonMapper;

/** Auto-configuration for problem documents and limits in a Spring WebFlux application. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBooleanProperty(name = "readiness.validation.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ValidationProperties.class)
public final class ReactiveValidationAutoConfiguration {

    ReactiveValidationAutoConfiguration() {}

    @Bean("readinessReactiveProblems")
    @ConditionalOnBooleanProperty("readiness.validation.problem-details")
    @ConditionalOnMissingBean
    ReactiveProblems reactiveProblems() {
        return new ReactiveProblems(ClassUtils.isPresent(
                "jakarta.validation.ConstraintViolationException", getClass().getClassLoader()));
    }

    @Bean
    @ConditionalOnMissingBean
    RequestLimits readinessRequestLimits(ValidationProperties properties) {
        return new RequestLimits(properties);
    }

    @Bean
    @Conditional(OnLimit.BodySize.class)
    @ConditionalOnMissingBean(name = "bodySizeWebFilter")
    BodySizeWebFilter bodySizeWebFilter(RequestLimits limits) {
        return new BodySizeWebFilter(limits);
    }

    @Bean
    @Conditional(OnLimit.StreamedBody.class)
    ReactiveBodies readinessReactiveBodies(RequestLimits limits) {
        return new ReactiveBodies(limits);
    }

    @Bean
    @Conditional(OnLimit.CountsOrCodings.class)
    RequestCountWebFilter readinessRequestCountWebFilter(RequestLimits limits) {
        return new RequestCountWebFilter(limits);
    }

    @Bean
    @Conditional(OnLimit.Parts.class)
    ReactiveParts readinessReactiveParts(RequestLimits limits) {
        return new ReactiveParts(limits);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("readiness.validation.not-from-request")
    static class NotFromRequestConfiguration {

        @Bean
        NotFromRequestBinders readinessNotFromRequestBinders() {
            return new NotFromRequestBinders();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JsonMapper.class, JacksonJsonDecoder.class})
    @Conditional(OnLimit.JsonReading.class)
    static class JsonConfiguration {

        @Bean
        ReactiveJsonCodecs readinessReactiveJsonCodecs(
                ObjectProvider<JsonMapper> mappers, ValidationProperties properties, RequestLimits limits) {
            // The budget that comes with the size of a body, or with the answers, is no reason to insist on a mapper.
            return new ReactiveJsonCodecs(
                    properties.saysHowToReadJson() ? mappers.getObject() : mappers.getIfUnique(),
                    limits,
                    properties.notFromRequest());
        }
    }

    /** Spring reads with Jackson 2 where it does not know Jackson 3, or does not find it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.springframework.http.codec.json.Jackson2JsonDecoder"
            })
    @Conditional({OnLimit.JsonReading.class, WithoutJackson3.class})
    static class Jackson2Configuration {

        @Bean
        Jackson2Codecs readinessJackson2Codecs(
                ObjectProvider<ObjectMapper> mappers, ValidationProperties properties, RequestLimits limits) {
            return new Jackson2Codecs(
                    properties.saysHowToReadJson() ? mappers.getObject() : mappers.getIfUnique(),
                    limits,
                    properties.notFromRequest());
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
    }

    static final class WithoutJackson3 implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ClassLoader loader = context.getClassLoader();
            return !ClassUtils.isPresent("org.springframework.http.codec.json.JacksonJsonDecoder", loader)
                    || !ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", loader);
        }
    }
}
