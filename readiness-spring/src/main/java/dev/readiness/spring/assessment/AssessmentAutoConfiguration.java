package dev.readiness.spring.assessment;

import dev.readiness.assessment.Assessor;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the {@link HardeningReport}.
 *
 * <p>It asks every {@link ReadinessRule} bean and every {@link EndpointInspector} bean, whoever brought it.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "readiness.assessment.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AssessmentProperties.class)
public final class AssessmentAutoConfiguration {

    AssessmentAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ApplicationInventory readinessInventory(Environment environment, ObjectProvider<EndpointSource> sources) {
        return new ApplicationInventory(
                environment.getProperty("spring.application.name", "application"),
                sources.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    HardeningReport hardeningReport(
            ApplicationInventory inventory,
            AssessmentProperties properties,
            ObjectProvider<ReadinessRule> rules,
            ObjectProvider<EndpointInspector> inspectors) {
        AssessmentSettings settings = AssessmentSettingsReader.read(properties, ruleIds(rules));
        Supplier<Assessor> assessor = () -> Assessor.builder()
                .rules(rules.orderedStream().toList())
                .inspectors(inspectors.orderedStream().toList())
                .slices(settings.slices())
                .waivers(settings.waivers())
                .attestations(settings.attestations())
                .build();
        return new HardeningReport(inventory::inventory, assessor, settings.slices());
    }

    @Bean
    BackgroundAssessment readinessBackgroundAssessment(
            ApplicationContext context, HardeningReport report, Environment environment) {
        return new BackgroundAssessment(context, report, new ReportAccess(environment));
    }

    private static Set<String> ruleIds(ObjectProvider<ReadinessRule> rules) {
        return Stream.concat(RuleCatalogue.all().stream(), rules.stream().map(ReadinessRule::description))
                .map(RuleDescription::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
