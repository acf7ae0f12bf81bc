package dev.readiness.spring.injection;

import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for what the hardening report says about the way of input through the code. */
@AutoConfiguration
@ConditionalOnWebApplication
public final class InjectionAutoConfiguration {

    InjectionAutoConfiguration() {}

    @Bean
    InputUseRules readinessInputUseRules(
            ApplicationContext context,
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<EndpointInspector> inspectors) {
        return new InputUseRules(handlers, inspectors, () -> {
            List<String> packages =
                    AutoConfigurationPackages.has(context) ? AutoConfigurationPackages.get(context) : List.of();
            return new MethodSummaries(
                    context, Objects.requireNonNull(context.getClassLoader()), MethodSummaries.in(packages));
        });
    }

    @Bean
    ReadinessRule readinessInjectedQueryRule(InputUseRules rules) {
        return rules.rule(InputDanger.QUERY);
    }

    @Bean
    ReadinessRule readinessInjectedCommandRule(InputUseRules rules) {
        return rules.rule(InputDanger.COMMAND);
    }

    @Bean
    ReadinessRule readinessInjectedPathRule(InputUseRules rules) {
        return rules.rule(InputDanger.PATH);
    }

    @Bean
    ReadinessRule readinessFetchedAddressRule(InputUseRules rules) {
        return rules.rule(InputDanger.FETCH);
    }

    @Bean
    ReadinessRule readinessRedirectRule(InputUseRules rules) {
        return rules.rule(InputDanger.REDIRECT);
    }

    @Bean
    ReadinessRule readinessUnboundedPagingRule(InputUseRules rules) {
        return rules.rule(InputDanger.ROWS);
    }

    @Bean
    ReadinessRule readinessPriceFromRequestRule(InputUseRules rules) {
        return rules.rule(InputDanger.PRICE);
    }

    @Bean
    ReadinessRule readinessOwnerFromRequestRule(InputUseRules rules) {
        return rules.rule(InputDanger.OWNER);
    }
}
