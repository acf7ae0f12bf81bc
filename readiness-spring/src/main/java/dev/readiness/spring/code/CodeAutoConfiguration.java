package dev.readiness.spring.code;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.ReachedCalls;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** Auto-configuration for what the hardening report says about habits of the application's code. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "readiness.assessment.enabled", matchIfMissing = true)
public final class CodeAutoConfiguration {

    CodeAutoConfiguration() {}

    @Bean
    ReadinessRule readinessDataWipedRule(ConfigurableListableBeanFactory beans, ResourceLoader resources) {
        return new DataWipedRule(new StartCode(new OwnBeans(beans)), ReachedCalls.of(beans, resources));
    }

    @Bean
    BypassedAnnotationRules readinessBypassedAnnotationRules(ConfigurableListableBeanFactory beans) {
        return new BypassedAnnotationRules(new OwnBeans(beans));
    }

    @Bean
    ReadinessRule readinessBypassedGuardRule(BypassedAnnotationRules rules) {
        return rules.guards();
    }

    @Bean
    ReadinessRule readinessBypassedAnnotationRule(BypassedAnnotationRules rules) {
        return rules.others();
    }

    @Bean
    ReadinessRule readinessLostUpdateRule(ConfigurableListableBeanFactory beans, ResourceLoader resources) {
        return new LostUpdateRule(
                ApplicationClassFiles.of(beans, resources),
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader));
    }

    /** What needs Spring's web types. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class WebConfiguration {

        @Bean
        ReadinessRule readinessHalfWrittenRule(
                ObjectProvider<EndpointHandlers> handlers,
                ConfigurableListableBeanFactory beans,
                ResourceLoader resources) {
            return new HalfWrittenRule(handlers, ReachedCalls.of(beans, resources));
        }

        @Bean
        ErrorStatusRules readinessErrorStatusRules(ApplicationContext context) {
            return new ErrorStatusRules(context);
        }

        @Bean
        ReadinessRule readinessClientErrorAs500Rule(ErrorStatusRules rules) {
            return rules.clientErrorAs500();
        }

        @Bean
        ReadinessRule readinessFailureUnloggedRule(ErrorStatusRules rules) {
            return rules.failureUnlogged();
        }

        @Bean
        ReadinessRule readinessFailureHiddenRule(ErrorStatusRules rules) {
            return rules.failureHidden();
        }

        @Bean
        ReadinessRule readinessGuessableAccountRule(
                ObjectProvider<EndpointHandlers> handlers,
                ConfigurableListableBeanFactory beans,
                ResourceLoader resources) {
            return new GuessableAccountRule(
                    handlers, ReachedCalls.of(beans, resources), new HandledExceptions(new OwnBeans(beans)));
        }

        @Bean
        ReadinessRule readinessUnknownIdRule(
                ObjectProvider<EndpointHandlers> handlers,
                ConfigurableListableBeanFactory beans,
                ResourceLoader resources) {
            return new UnknownIdRule(
                    handlers, new HandledExceptions(new OwnBeans(beans)), ReachedCalls.of(beans, resources));
        }
    }
}
