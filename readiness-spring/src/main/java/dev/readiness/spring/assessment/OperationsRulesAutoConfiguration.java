package dev.readiness.spring.assessment;

import dev.readiness.assessment.ReadinessRule;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the rules about running an application that no feature supplies: shutdown, logs, and what slows
 * down first.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "readiness.assessment.enabled", matchIfMissing = true)
public final class OperationsRulesAutoConfiguration {

    OperationsRulesAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "abruptShutdownRule")
    ReadinessRule abruptShutdownRule(ApplicationContext context) {
        return new AbruptShutdown(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "unstructuredLogsRule")
    ReadinessRule unstructuredLogsRule() {
        return new UnstructuredLogs(LoggerFactory::getILoggerFactory).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "openInViewRule")
    ReadinessRule openInViewRule(ApplicationContext context) {
        return new OpenInView(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "unboundedCollectionRule")
    ReadinessRule unboundedCollectionRule(ObjectProvider<EndpointHandlers> handlers, ApplicationContext context) {
        return new UnboundedCollections(handlers, ReachedCalls.of(context, context)).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "unreadMetersRule")
    ReadinessRule unreadMetersRule(ApplicationContext context) {
        return new UnreadMeters(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "printedOutputRule")
    ReadinessRule printedOutputRule(ApplicationContext context) {
        return new PrintedOutput(ApplicationClassFiles.of(context, context)).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "unknownBuildRule")
    ReadinessRule unknownBuildRule(ApplicationContext context) {
        return new UnknownBuild(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "blindMetersRule")
    ReadinessRule blindMetersRule(ApplicationContext context) {
        return new BlindMeters(context).rule();
    }

    @Bean
    ReadinessRule readinessUnsupportedFrameworkRule(ObjectProvider<InstantSource> clock) {
        return new UnsupportedFramework(clock.getIfUnique(InstantSource::system)).rule();
    }

    @Bean
    ReadinessRule readinessLazyStartRule(Environment environment) {
        return new LazyStart(environment).rule();
    }
}
