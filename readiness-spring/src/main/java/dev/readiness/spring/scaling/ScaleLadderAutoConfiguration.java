package dev.readiness.spring.scaling;

import dev.readiness.scaling.ScaleMeters;
import dev.readiness.scaling.ScaleRecorder;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration for the ladder from few users to many, and the actuator endpoint {@code scaling} that shows it. */
@AutoConfiguration
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBooleanProperty("readiness.scaling.enabled")
@EnableConfigurationProperties(ScalingProperties.class)
public final class ScaleLadderAutoConfiguration {

    ScaleLadderAutoConfiguration() {}

    @Bean("readinessScaleRecorder")
    @ConditionalOnMissingBean
    ScaleRecorder scaleRecorder(ObjectProvider<MeterRegistry> registries, ScalingProperties properties) {
        MeterRegistry registry = registries.getIfUnique();
        if (registry == null) {
            throw new IllegalStateException(
                    "'readiness.scaling.enabled' needs one MeterRegistry, or one that is primary: add"
                            + " org.springframework.boot:spring-boot-starter-actuator, or set readiness.scaling.enabled=false");
        }
        return ScaleMeters.recorder(registry, properties.settings());
    }

    @Bean("readinessScaleReadings")
    @ConditionalOnMissingBean
    ScaleReadings scaleReadings(ScaleRecorder recorder, ScalingProperties properties) {
        return new ScaleReadings(recorder, properties.every());
    }

    @Bean("readinessLadderCharts")
    @ConditionalOnMissingBean
    LadderCharts ladderCharts(ScaleRecorder recorder) {
        return new LadderCharts(recorder);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    static class ScalingEndpointConfiguration {

        @Bean("readinessScalingEndpoint")
        @ConditionalOnAvailableEndpoint
        @ConditionalOnMissingBean
        ScalingEndpoint scalingEndpoint(ScaleRecorder recorder) {
            return new ScalingEndpoint(recorder);
        }
    }
}
