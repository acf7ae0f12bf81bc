package dev.readiness.spring.secrets;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.Impact;
import dev.readiness.health.RatedCheck;
import dev.readiness.secrets.SecretAccessListener;
import dev.readiness.secrets.SecretRules;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.assessment.EndpointOrigins;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Auto-configuration for the rules about secrets. They look whether or not {@code readiness.secrets} is configured; the
 * secrets themselves are loaded before any bean, by an environment post-processor.
 */
@AutoConfiguration(beforeName = "dev.readiness.spring.health.HealthContributorsAutoConfiguration")
@EnableConfigurationProperties(SecretsProperties.class)
public final class SecretsAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SecretsAutoConfiguration.class);

    SecretsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "secretsInConfigurationRule")
    ReadinessRule secretsInConfigurationRule(ConfigurableEnvironment environment) {
        return SecretRules.literalInConfiguration(new ConfigurationFiles(environment)::entries);
    }

    @Bean
    @ConditionalOnMissingBean(name = "secretsInCodeRule")
    ReadinessRule secretsInCodeRule(BeanFactory beans, ResourceLoader resources) {
        return SecretRules.literalInCode(new ApplicationClasses(ApplicationClassFiles.of(beans, resources))::constants);
    }

    @Bean
    @ConditionalOnMissingBean(name = "secretsInOtherProfilesRule")
    ReadinessRule secretsInOtherProfilesRule(ConfigurableEnvironment environment, ResourceLoader resources) {
        return SecretRules.literalInOtherProfile(new OtherProfiles(rootsOf(resources), environment)::entries);
    }

    @Bean
    @ConditionalOnMissingBean(name = "privateKeysInResourcesRule")
    ReadinessRule privateKeysInResourcesRule(ResourceLoader resources) {
        return SecretRules.privateKeyInResources(new PrivateKeyFiles(rootsOf(resources))::names);
    }

    @Bean
    @ConditionalOnMissingBean(name = "usersInScriptsRule")
    ReadinessRule usersInScriptsRule(BeanFactory beans, ConfigurableEnvironment environment, ResourceLoader resources) {
        ResourcePatternResolver resolver = ResourcePatternUtils.getResourcePatternResolver(resources);
        return SecretRules.userInScript(
                new DatabaseScripts(resolver, environment, beans)::texts, BcryptHashes.comparison(loaderOf(resources)));
    }

    @Bean
    @ConditionalOnMissingBean(name = "secretsLoggedRule")
    ReadinessRule secretsLoggedRule(LoggedValues values) {
        return values.secrets();
    }

    @Bean
    @ConditionalOnMissingBean(name = "personalDataLoggedRule")
    ReadinessRule personalDataLoggedRule(LoggedValues values) {
        return values.personalData();
    }

    @Bean
    LoggedValues readinessLoggedValues(BeanFactory beans, ResourceLoader resources) {
        EndpointOrigins origins = EndpointOrigins.of(beans);
        return new LoggedValues(
                ApplicationClassFiles.of(beans, resources),
                new PrintedSecrets(name -> origins.of(name) == Origin.APPLICATION, loaderOf(resources)),
                new LogLevels());
    }

    private static ClassLoader loaderOf(ResourceLoader resources) {
        return Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader);
    }

    @Bean
    @ConditionalOnMissingBean(name = "secretSourceReadableRule")
    ReadinessRule secretSourceReadableRule(ConfigurableEnvironment environment) {
        return SecretRules.sourceReadableByOthers(() -> SecretsInEnvironment.sources(environment));
    }

    @Bean
    @ConditionalOnProperty(name = "readiness.secrets.rotation.max-age")
    @ConditionalOnMissingBean(name = "secretTooOldRule")
    ReadinessRule secretTooOldRule(ConfigurableEnvironment environment, SecretsProperties properties) {
        return SecretRules.olderThanAllowed(
                () -> SecretsInEnvironment.sources(environment),
                Objects.requireNonNull(properties.rotation().maxAge()),
                InstantSource.system());
    }

    /** Where the same secret is everywhere, it is as old everywhere. */
    @Bean
    @ConditionalOnProperty(name = "readiness.secrets.rotation.max-age")
    @ConditionalOnMissingBean(name = "secretAgeHealthCheck")
    HealthCheck secretAgeHealthCheck(ConfigurableEnvironment environment, SecretsProperties properties) {
        InstantSource clock = InstantSource.system();
        HealthCheck check = new SecretAgeHealth(
                () -> SecretsInEnvironment.sources(environment),
                Objects.requireNonNull(properties.rotation().maxAge()),
                clock);
        return new RatedCheck(HealthCheck.atMostEvery(Duration.ofMinutes(1), check, clock), Impact.DEGRADED, true);
    }

    @Bean
    @ConditionalOnMissingBean(name = "secretsInLogsRule")
    ReadinessRule secretsInLogsRule(ConfigurableEnvironment environment) {
        ReadinessRule rule = SecretRules.logsNotMasked(SecretsLogMasking::unmasked);
        return ReadinessRule.of(
                rule.description(),
                inventory -> SecretsInEnvironment.in(environment).findAny().isEmpty()
                        ? List.of() // no loaded secret could stand in the log
                        : rule.assess(inventory));
    }

    @Bean("readinessSecretAccesses")
    @Lazy(false)
    @ConditionalOnBooleanProperty(name = "readiness.secrets.audit")
    @ConditionalOnBooleanProperty(name = "readiness.secrets.enabled", matchIfMissing = true)
    SmartInitializingSingleton secretAccesses(
            ConfigurableEnvironment environment, ObjectProvider<SecretAccessListener> listeners) {
        return () -> {
            List<SecretAccessListener> all = listeners.orderedStream().toList();
            if (all.isEmpty()) {
                LOG.warn("readiness.secrets.audit is set, but there is no audit trail: set readiness.audit.store");
            }
            SecretsInEnvironment.in(environment)
                    .forEach(source -> source.accesses()
                            .follow((name, from, access) ->
                                    all.forEach(listener -> listener.accessed(name, from, access))));
        };
    }

    private static ApplicationRoots rootsOf(ResourceLoader resources) {
        return new ApplicationRoots(ResourcePatternUtils.getResourcePatternResolver(resources));
    }

    /** Hides the loaded secrets in problem documents; does nothing where none was loaded. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ResponseBodyAdvice.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class WebConfiguration {

        @Bean("readinessProblemsWithoutSecrets")
        @ConditionalOnMissingBean
        ProblemsWithoutSecrets problemsWithoutSecrets() {
            return new ProblemsWithoutSecrets();
        }
    }

    /** The same in a reactive application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebFilter.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class ReactiveConfiguration {

        @Bean("readinessReactiveProblemsWithoutSecrets")
        @ConditionalOnMissingBean
        ReactiveProblemsWithoutSecrets reactiveProblemsWithoutSecrets() {
            return new ReactiveProblemsWithoutSecrets();
        }
    }

    /** Hides the loaded secrets where Actuator shows properties. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class ActuatorConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "secretsSanitizingFunction")
        SanitizingFunction secretsSanitizingFunction(ConfigurableEnvironment environment) {
            return new LoadedSecretsSanitizingFunction(environment);
        }
    }
}
