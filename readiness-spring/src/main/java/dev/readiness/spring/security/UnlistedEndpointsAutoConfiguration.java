package dev.readiness.spring.security;

import dev.readiness.spring.assessment.HardeningReport;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the refusal to start while anybody reaches what is not listed as public. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "readiness.access.unlisted", havingValue = "refuse")
public final class UnlistedEndpointsAutoConfiguration {

    UnlistedEndpointsAutoConfiguration() {}

    @Bean
    UnlistedEndpointsCheck readinessUnlistedEndpoints(
            ApplicationContext context,
            ObjectProvider<HardeningReport> reports,
            ObjectProvider<ApplicationAccess> access,
            ObjectProvider<AccessProperties> properties) {
        HardeningReport report = reports.getIfAvailable();
        ApplicationAccess asked = access.getIfAvailable();
        if (report == null || asked == null) {
            throw new InvalidAccessSettingsException(
                    List.of(
                            "'readiness.access.unlisted' is 'refuse' but nothing asks who reaches which endpoint; remove"
                                    + " 'readiness.access.enabled=false' and 'readiness.assessment.enabled=false', or the setting"));
        }
        return new UnlistedEndpointsCheck(context, report, asked, properties.getObject());
    }
}
