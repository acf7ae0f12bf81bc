package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class HardeningEndpointAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withInitializer(
                    context -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
            .withConfiguration(
                    AutoConfigurations.of(AssessmentAutoConfiguration.class, HardeningEndpointAutoConfiguration.class));

    @Test
    void isNotExposedUnlessTheUserSaysSo() {
        runner.run(context -> assertThat(context).doesNotHaveBean(HardeningEndpoint.class));
    }

    @Test
    void isThereWhenItIsExposed() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=hardening")
                .run(context -> assertThat(context).hasSingleBean(HardeningEndpoint.class));
    }

    @Test
    void followsActuatorsAccessRules() {
        runner.withPropertyValues(
                        "management.endpoints.web.exposure.include=*", "management.endpoint.hardening.access=none")
                .run(context -> assertThat(context).doesNotHaveBean(HardeningEndpoint.class));
    }

    @Test
    void backsOffWithoutAReport() {
        runner.withPropertyValues(
                        "management.endpoints.web.exposure.include=hardening", "readiness.assessment.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HardeningEndpoint.class));
    }

    @Test
    void backsOffWithoutActuator() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=hardening")
                .withClassLoader(new FilteredClassLoader(WebEndpoint.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(HardeningReport.class)
                        .doesNotHaveBean(HardeningEndpoint.class));
    }
}
