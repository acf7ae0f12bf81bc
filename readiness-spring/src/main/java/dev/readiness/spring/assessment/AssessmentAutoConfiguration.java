package dev.readiness.spring.assessment;

import dev.readiness.assessment.AccessMatrixSource;
import dev.readiness.assessment.Assessor;
import dev.readiness.assessment.ChartSource;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.ReportChart;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.secrets.LoadedSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
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
    static BeanFactoryPostProcessor readinessRulesMadeWhenAsked() {
        return RuleBeans.madeWhenAsked();
    }

    @Bean
    @ConditionalOnMissingBean
    ApplicationInventory readinessInventory(Environment environment, ListableBeanFactory factory) {
        RuleBeans beans = new RuleBeans(factory);
        return new ApplicationInventory(
                environment.getProperty("spring.application.name", "application"),
                notes -> Stream.concat(
                                beans.of(EndpointSource.class, notes).stream(),
                                beans.of(FurtherEndpoints.class, notes).stream().map(EndpointSource::of))
                        .toList());
    }

    @Bean("readinessHardeningReport")
    @ConditionalOnMissingBean
    HardeningReport hardeningReport(
            ApplicationInventory inventory, AssessmentProperties properties, ListableBeanFactory factory) {
        RuleBeans beans = new RuleBeans(factory);
        AssessmentSettings settings = AssessmentSettingsReader.read(properties, () -> ruleIds(beans));
        AssessorSource assessors = notes -> Assessor.builder()
                .rules(beans.of(ReadinessRule.class, notes))
                .inspectors(beans.of(EndpointInspector.class, notes))
                .access(beans.of(AccessMatrixSource.class, notes))
                .waivers(settings.waivers())
                .attestations(settings.attestations())
                .attestedControls(settings.attestedControls());
        return new HardeningReport(
                inventory, assessors, settings, text -> LoadedSecrets.mask().mask(text), () -> charts(beans));
    }

    @Bean
    RequiredRules readinessRequiredRules(
            ApplicationContext context, HardeningReport report, AssessmentProperties properties) {
        return new RequiredRules(context, report, properties.assessment().required());
    }

    @Bean
    BackgroundAssessment readinessBackgroundAssessment(
            ApplicationContext context, HardeningReport report, Environment environment) {
        return new BackgroundAssessment(context, report, new ReportAccess(environment));
    }

    private static List<ReportChart> charts(RuleBeans beans) {
        return beans.of(ChartSource.class, new ArrayList<>()).stream()
                .flatMap(source -> source.charts().stream())
                .toList();
    }

    private static Set<String> ruleIds(RuleBeans beans) {
        return Stream.concat(
                        RuleCatalogue.all().stream(),
                        beans.of(ReadinessRule.class, new ArrayList<>()).stream()
                                .map(ReadinessRule::description))
                .map(RuleDescription::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
