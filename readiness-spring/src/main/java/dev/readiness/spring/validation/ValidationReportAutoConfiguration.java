package dev.readiness.spring.validation;

import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.ReachedCalls;
import jakarta.servlet.MultipartConfigElement;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Auto-configuration for what the hardening report says about input and about errors, whatever is configured. */
@AutoConfiguration
@ConditionalOnWebApplication
public final class ValidationReportAutoConfiguration {

    private static final int AFTER_ACCESS = 20;

    ValidationReportAutoConfiguration() {}

    @Bean
    EndpointReviews readinessEndpointReviews(
            ApplicationContext context,
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<ArgumentResolvers> resolvers,
            ObjectProvider<FormBinders> binders,
            ObjectProvider<ConstraintSource> constraints) {
        return new EndpointReviews(
                context, handlers, resolvers, binders, constraints.getIfAvailable(ConstraintSource::absent));
    }

    @Bean
    @Order(AFTER_ACCESS)
    InputInspector readinessInputInspector(EndpointReviews reviews) {
        return new InputInspector(reviews);
    }

    @Bean
    ReadinessRule readinessInputUncheckedRule(EndpointReviews reviews) {
        return new InputRules(reviews).inputUnchecked();
    }

    @Bean
    ReadinessRule readinessInputUnboundedRule(EndpointReviews reviews) {
        return new InputRules(reviews).inputUnbounded();
    }

    @Bean
    StoredTypeRules readinessStoredTypeRules(
            ApplicationContext context,
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<FormBinders> binders,
            ObjectProvider<EndpointInspector> inspectors,
            ObjectProvider<KeptOutOfJson> keptOut) {
        KeptOutOfJson enforced =
                (type, property) -> keptOut.stream().anyMatch(reader -> reader.isKeptOut(type, property));
        return new StoredTypeRules(
                handlers,
                binders.getIfAvailable(FormBinders::unseen),
                new SelfGivenRoles(inspectors, enforced),
                enforced,
                ReachedCalls.of(context, context));
    }

    @Bean
    ReadinessRule readinessResponseLeaksRule(StoredTypeRules rules) {
        return rules.responseLeaks();
    }

    @Bean
    ReadinessRule readinessPersonalAnswerRule(
            ApplicationContext context,
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<EndpointInspector> inspectors) {
        return new PersonalAnswerRule(handlers, inspectors, ReachedCalls.of(context, context));
    }

    @Bean
    ReadinessRule readinessUploadRule(ObjectProvider<EndpointHandlers> handlers, ObjectProvider<UploadBounds> bounds) {
        return new UploadRule(handlers, bounds);
    }

    @Bean
    ReadinessRule readinessMassAssignmentRule(StoredTypeRules rules) {
        return rules.massAssignment();
    }

    @Bean
    ReadinessRule readinessShortPasswordRule(
            ApplicationContext context,
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<ConstraintSource> constraints) {
        return new ShortPasswordRule(
                handlers, constraints.getIfAvailable(ConstraintSource::absent), ReachedCalls.of(context, context));
    }

    @Bean
    ReadinessRule readinessUploadTypeRule(
            ApplicationContext context, ObjectProvider<EndpointHandlers> handlers, Environment environment) {
        Supplier<ValidationProperties> limits = () ->
                Binder.get(environment).bindOrCreate("readiness.validation", Bindable.of(ValidationProperties.class));
        return new UploadTypeRule(
                handlers,
                ReachedCalls.of(context, context),
                path -> limits.get().limitsPartTypes(path));
    }

    @Bean
    ReadinessRule readinessBlindPasswordChangeRule(
            ApplicationContext context,
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<EndpointInspector> inspectors) {
        return new BlindPasswordChangeRule(handlers, inspectors, ReachedCalls.of(context, context));
    }

    @Bean
    RejectedValueRule readinessRejectedValueRule(
            ApplicationContext context, ObjectProvider<EndpointHandlers> handlers) {
        return new RejectedValueRule(context, handlers, ReachedCalls.of(context, context));
    }

    @Bean
    ReadinessRule readinessErrorMessageRule(
            ListableBeanFactory beans, ObjectProvider<EndpointHandlers> handlers, ResourceLoader resources) {
        return new ErrorMessageRule(
                        beans, EndpointOrigins.of(beans), new AnswerMakers(handlers, ReachedCalls.of(beans, resources)))
                .rule();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Validator.class)
    static class JakartaConfiguration {

        @Bean
        ConstraintSource readinessConstraintSource(ObjectProvider<Validator> validators) {
            return validators.stream()
                    .findFirst()
                    .<ConstraintSource>map(JakartaConstraints::new)
                    .orElseGet(ConstraintSource::absent);
        }
    }

    /** Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(RequestMappingHandlerAdapter.class)
    static class ServletConfiguration {

        @Bean
        @Lazy
        ArgumentResolvers readinessArgumentResolvers(ObjectProvider<RequestMappingHandlerAdapter> adapters) {
            return ArgumentResolvers.of(adapters.stream()
                    .filter(adapter -> adapter.getClass() == RequestMappingHandlerAdapter.class)
                    .findFirst()
                    .or(() -> adapters.stream().findFirst())
                    .map(RequestMappingHandlerAdapter::getArgumentResolvers)
                    .orElseGet(List::of));
        }

        @Bean
        UploadBounds readinessUploadBounds(ObjectProvider<MultipartConfigElement> configurations) {
            return new ServletUploadBounds(configurations);
        }

        @Bean
        RunningBinders readinessRunningBinders(
                ApplicationContext context, ObjectProvider<RequestMappingHandlerAdapter> adapters) {
            return new RunningBinders(context, adapters);
        }
    }

    /** Spring WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(DispatcherHandler.class)
    static class ReactiveConfiguration {

        @Bean
        @Lazy
        ArgumentResolvers readinessArgumentResolvers(
                org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter adapter) {
            return new ReactiveResolvers(adapter);
        }

        @Bean
        UploadBounds readinessUploadBounds(
                ObjectProvider<RequestLimits> limits, ObjectProvider<ReactiveBodies> bodies, Environment environment) {
            return new ReactiveUploadBounds(limits, bodies, environment);
        }
    }

    /** Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = "org.springframework.boot.webmvc.error.ErrorAttributes")
    static class WebErrorConfiguration {

        @Bean
        ReadinessRule readinessErrorDetailRule(
                BeanFactory beanFactory, ObjectProvider<WebProperties> properties, Environment environment) {
            return new ErrorDetailRule(
                            () -> Optional.of(properties)
                                    .filter(present -> beanFactory.containsBean("basicErrorController"))
                                    .flatMap(present -> present.stream().findFirst())
                                    .map(WebErrorProperties::talkative),
                            environment::containsProperty)
                    .rule();
        }
    }

    /** Spring Boot 3, whose types are elsewhere: its settings are read by their names. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnMissingClass("org.springframework.boot.webmvc.error.ErrorAttributes")
    static class ServerErrorConfiguration {

        @Bean
        ReadinessRule readinessErrorDetailRule(BeanFactory beanFactory, Environment environment) {
            return new ErrorDetailRule(
                            () -> Optional.of(beanFactory)
                                    .filter(present -> present.containsBean("basicErrorController"))
                                    .map(present -> ServerErrorProperties.talkative(environment)),
                            name -> false)
                    .rule();
        }
    }
}
