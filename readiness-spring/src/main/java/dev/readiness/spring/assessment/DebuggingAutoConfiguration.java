package dev.readiness.spring.assessment;

import dev.readiness.assessment.ReadinessRule;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/** Auto-configuration for the rules about what was left on or left over: debugging, and settings that nothing reads. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "readiness.assessment.enabled", matchIfMissing = true)
public final class DebuggingAutoConfiguration {

    DebuggingAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "developerToolsRule")
    ReadinessRule developerToolsRule(ApplicationContext context) {
        return new DeveloperTools(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "loggedSqlRule")
    ReadinessRule loggedSqlRule(ApplicationContext context) {
        return new LoggedSql(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "debugModeRule")
    ReadinessRule debugModeRule(ApplicationContext context) {
        return new DebugMode(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "deadSettingsRule")
    ReadinessRule deadSettingsRule(ApplicationContext context, ConfigurableEnvironment environment) {
        ClassLoader loader = Objects.requireNonNullElseGet(context.getClassLoader(), ClassUtils::getDefaultClassLoader);
        ApplicationClassFiles files = ApplicationClassFiles.of(context, context);
        return new DeadSettings(
                        () -> FileSetting.in(environment),
                        () -> DeclaredSettings.read(loader),
                        new OwnSettings(context, files),
                        new PassedOverSettings(environment, files, context),
                        new OtherWebSettings(context))
                .rule();
    }

    @Bean
    ReadinessRule readinessUncachedTemplatesRule(ApplicationContext context) {
        TemplateEngines engines = new TemplateEngines(context, context.getEnvironment(), context.getClassLoader());
        return new UncachedTemplates(() -> engines.resolvers().toList()).rule();
    }

    @Bean
    ReadinessRule readinessUnescapedTemplatesRule(ApplicationContext context) {
        return new UnescapedTemplates(
                        new TemplateEngines(context, context.getEnvironment(), context.getClassLoader())::templates,
                        context)
                .rule();
    }

    @Bean
    ReadinessRule readinessOutsideSettingsRule(ConfigurableEnvironment environment) {
        return new OutsideSettings(environment).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "developmentProfileRule")
    ReadinessRule developmentProfileRule(ConfigurableEnvironment environment) {
        return new DevelopmentProfile(environment).rule();
    }
}
