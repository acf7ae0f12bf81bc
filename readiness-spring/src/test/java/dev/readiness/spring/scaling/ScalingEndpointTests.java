package dev.readiness.spring.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ScalingEndpointTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ScaleLadderAutoConfiguration.class));

    @Test
    void readsNothingUntilItIsEnabled() {
        application
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).doesNotHaveBean(ScaleReadings.class));
    }

    @Test
    void refusesToPredictFromNoRequests() {
        application
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues(
                        "readiness.scaling.enabled=true", "management.endpoints.jmx.exposure.include=scaling",
                        "management.endpoints.web.exposure.include=scaling", "spring.jmx.enabled=true")
                .run(context -> {
                    ScalingEndpoint.Scaling answer =
                            context.getBean(ScalingEndpoint.class).scaling();

                    assertThat(answer.ladder().isRefused()).isTrue();
                    assertThat(answer.ladder().limits()).isEmpty();
                    assertThat(answer.text()).anyMatch(line -> line.startsWith("not predicted"));
                });
    }

    @Test
    void saysWhatIsMissingWithoutMeters() {
        application
                .withPropertyValues("readiness.scaling.enabled=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("readiness.scaling.enabled")
                        .hasMessageContaining("spring-boot-starter-actuator"));
    }
}
