package dev.readiness.spring.security;

import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointOrigins;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointProperties;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Auto-configuration for what the hardening report says of pages that libraries bring and that are not for everybody. */
@AutoConfiguration(
        after = AccessAutoConfiguration.class,
        afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration")
@ConditionalOnWebApplication
@ConditionalOnBean(ApplicationAccess.class)
public final class ExposureAutoConfiguration {

    ExposureAutoConfiguration() {}

    @Bean
    OpenPageRule readinessOpenApiDocsRule(ApplicationAccess access, EndpointHandlers handlers) {
        return new OpenPageRule(access, new ApiDocumentation(handlers));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class ServletConfiguration {

        @Bean
        OpenPageRule readinessOpenH2ConsoleRule(ApplicationAccess access, ServletContext servletContext) {
            return new OpenPageRule(access, new ConsoleOfH2(servletContext));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebEndpointsSupplier.class, EnvironmentEndpointProperties.class})
    @ConditionalOnBean({WebEndpointsSupplier.class, PathMappedEndpoints.class})
    static class ActuatorConfiguration {

        @Bean
        ManagementServer readinessManagementServer(Environment environment) {
            return new ManagementServer(environment);
        }

        @Bean
        ActuatorOperations readinessActuatorOperations(
                ObjectProvider<WebEndpointsSupplier> exposed, ObjectProvider<PathMappedEndpoints> paths) {
            return new ActuatorOperations(exposed::getObject, paths::getObject);
        }

        @Bean
        ActuatorAccess readinessActuatorAccess(
                ManagementServer server,
                ObjectProvider<AccessOracle> oracles,
                ObjectProvider<OtherGuards> guards,
                BeanFactory beans) {
            return new ActuatorAccess(
                    server,
                    oracles.orderedStream().toList(),
                    guards.orderedStream().toList(),
                    EndpointOrigins.of(beans));
        }

        @Bean
        ManagementEndpoints readinessManagementEndpoints(
                ActuatorOperations operations, ActuatorAccess access, ManagementServer server) {
            return new ManagementEndpoints(operations, access, server);
        }

        @Bean
        OpenActuatorRule readinessOpenActuatorRule(
                ActuatorOperations operations, ActuatorAccess access, ManagementServer server) {
            return new OpenActuatorRule(operations, access, server);
        }

        @Bean
        UnmaskedActuatorRule readinessUnmaskedActuatorRule(
                ActuatorOperations operations,
                ActuatorAccess access,
                ObjectProvider<EnvironmentEndpointProperties> env,
                ObjectProvider<ConfigurationPropertiesReportEndpointProperties> configprops) {
            return new UnmaskedActuatorRule(operations, access, () -> {
                Map<String, Show> shown = new HashMap<>();
                env.ifAvailable(properties -> shown.put("env", properties.getShowValues()));
                configprops.ifAvailable(properties -> shown.put("configprops", properties.getShowValues()));
                return shown;
            });
        }
    }
}
