package dev.readiness.spring.scaling;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the rules about threads, connections and calls to others. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "readiness.assessment.enabled", matchIfMissing = true)
public final class ScalingAutoConfiguration {

    ScalingAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "callWithoutTimeoutRule")
    ReadinessRule callWithoutTimeoutRule(ApplicationContext context) {
        return new CallTimeouts(context, ApplicationClassFiles.of(context, context)).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "executorUnboundedRule")
    ReadinessRule executorUnboundedRule(ApplicationContext context) {
        return new ExecutorQueues(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "poolMismatchRule")
    ReadinessRule poolMismatchRule(ApplicationContext context) {
        return new PoolSizes(context).rule();
    }

    @Bean
    ReadinessRule readinessUncachedFilesRule(ApplicationContext context) {
        return new UncachedFiles(context).rule();
    }

    @Bean
    ReadinessRule readinessQueriesPerRowRule(ApplicationContext context) {
        return new QueriesPerRow(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "schedulerSingleThreadRule")
    ReadinessRule schedulerSingleThreadRule(ApplicationContext context) {
        return new SchedulerThreads(context).rule();
    }
}
