package dev.readiness.spring.health;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthListener;
import dev.readiness.health.HealthMeters;
import dev.readiness.health.HealthMonitor;
import dev.readiness.health.HealthMonitorBuilder;
import dev.readiness.health.HealthNotifier;
import dev.readiness.health.Heartbeats;
import dev.readiness.health.Impact;
import dev.readiness.health.NotificationChannel;
import dev.readiness.health.NotificationMeters;
import dev.readiness.health.OutsideWatch;
import dev.readiness.health.Probe;
import dev.readiness.secrets.LoadedSecrets;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration that runs {@link HealthCheck} beans on a schedule and hands what they saw to the health endpoint of
 * Spring Boot; with {@code readiness.health.monitor} Spring Boot's own indicators, too.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration",
            "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.availability.AvailabilityProbesAutoConfiguration"
        })
@Conditional({HealthWanted.class, HealthRegistered.class})
@Import({BootHealthConfiguration.class, EarlierBootHealthConfiguration.class})
@ConditionalOnBooleanProperty(name = "readiness.health.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HealthProperties.class)
public final class HealthContributorsAutoConfiguration {

    private static final double MAX_HEAP = 0.9;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    HealthContributorsAutoConfiguration() {}

    @Bean("readinessHealthPlan")
    HealthPlan healthPlan(
            HealthProperties properties,
            HealthHost host,
            Map<String, HealthCheck> checks,
            ListableBeanFactory beans,
            Heartbeats heartbeats,
            NotificationChannels channels,
            Environment environment) {
        HealthPlan plan = new HealthPlan(properties);
        plan.addProblems(DrainSettings.of(properties.drain(), environment).problems());
        if (properties.monitor()) {
            host.addIndicators(plan);
            plan.add("deadlocks", HealthCheck.deadlocks(), Probe.LIVENESS, Impact.CRITICAL, false);
            plan.add("memory", HealthCheck.memory(MAX_HEAP), Probe.READINESS, Impact.DEGRADED, false);
            plan.add("clock", clock(), Probe.READINESS, Impact.INFORMATIONAL, false);
            if (ClassUtils.isPresent(HikariPools.MARKER, getClass().getClassLoader())) {
                HikariPools.plan(beans, plan);
            }
        }
        for (Path file : properties.certificates()) {
            HealthCheck check = isKeyStore(file)
                    ? HealthCheck.keyStore(file, () -> null, properties.certificateWarning(), InstantSource.system())
                    : HealthCheck.certificates(file, properties.certificateWarning(), InstantSource.system());
            plan.add("certificate-" + file.getFileName(), check, Probe.READINESS, Impact.DEGRADED, false);
        }
        properties
                .heartbeats()
                .forEach((job, beat) -> plan.add(
                        job,
                        heartbeats.expect(job, beat.every(), beat.grace()),
                        Probe.READINESS,
                        Impact.DEGRADED,
                        false));
        checks.forEach((bean, check) -> plan.add(HealthCheckRegistrar.nameOf(bean), check));
        if (!channels.isEmpty() && plan.planned().isEmpty()) {
            plan.addProblems(List.of("readiness.health.notifications would never tell anything, because no check is"
                    + " monitored; set readiness.health.monitor=true, or add a HealthCheck bean"));
        }
        return plan;
    }

    private static HealthCheck clock() {
        return HealthCheck.clock(InstantSource.system(), CLOCK_TOLERANCE, Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static boolean isKeyStore(Path file) {
        String name = file.toString();
        return name.endsWith(".p12") || name.endsWith(".pfx") || name.endsWith(".jks");
    }

    @Bean("readinessHeartbeats")
    @ConditionalOnMissingBean
    Heartbeats heartbeats(HealthProperties properties) {
        Path file = properties.heartbeatFile();
        return file == null ? Heartbeats.inMemory(InstantSource.system()) : Heartbeats.in(file, InstantSource.system());
    }

    @Bean("readinessHealthNotificationChannels")
    NotificationChannels healthNotificationChannels(
            HealthProperties properties, ObjectProvider<NotificationChannel> channels) {
        return NotificationChannels.of(
                properties.notifications(), channels.orderedStream().toList());
    }

    @Bean(name = "readinessHealthNotifier", destroyMethod = "close")
    @ConditionalOnMissingBean
    HealthNotifier healthNotifier(NotificationChannels channels, HealthProperties properties, Environment environment) {
        return HealthNotifier.of(
                environment.getProperty("spring.application.name", "application"),
                NotificationChannels.instance(properties.notifications()),
                properties.notifications().quiet(),
                channels.all());
    }

    @Bean(name = "readinessHealthOutsideWatch", destroyMethod = "close")
    @Lazy(false)
    @ConditionalOnProperty("readiness.health.outside-watch.url")
    OutsideWatch healthOutsideWatch(HealthMonitor monitor, HealthProperties properties) {
        HealthProperties.OutsideWatching watch = properties.outsideWatch();
        return OutsideWatch.start(monitor, () -> Objects.requireNonNull(watch.url()), watch.every());
    }

    @Bean(name = "readinessHealthMonitor", destroyMethod = "close")
    @ConditionalOnMissingBean
    HealthMonitor healthMonitor(
            HealthPlan plan, HealthProperties properties, ObjectProvider<HealthListener> listeners) {
        HealthMonitorBuilder builder = HealthMonitor.builder()
                .mask(text -> LoadedSecrets.mask().mask(text))
                .sharedAffectsReadiness(properties.sharedAffectsReadiness());
        listeners.orderedStream().forEach(builder::onChange);
        plan.addTo(builder);
        return builder.build();
    }

    @Bean("readinessHealthCheckRegistrar")
    @Lazy(false)
    @ConditionalOnMissingBean
    HealthCheckRegistrar healthCheckRegistrar(HealthHost host, HealthPlan plan, HealthMonitor monitor) {
        return new HealthCheckRegistrar(host, plan, monitor);
    }

    @Bean("readinessHealthMonitorLifecycle")
    @Lazy(false)
    HealthLifecycle healthMonitorLifecycle(HealthMonitor monitor, HealthProperties properties) {
        return new HealthLifecycle(monitor, properties.timeout());
    }

    /** Every state as a meter, where there are meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetersConfiguration {

        @Bean("readinessHealthMeters")
        @ConditionalOnMissingBean
        HealthMeters healthMeters(HealthMonitor monitor) {
            return HealthMeters.of(monitor);
        }

        @Bean("readinessHealthNotificationMeters")
        @ConditionalOnMissingBean
        NotificationMeters healthNotificationMeters(HealthNotifier notifier, Heartbeats heartbeats, HealthPlan plan) {
            // The plan comes first, because it is what expects the jobs.
            return NotificationMeters.of(notifier, heartbeats);
        }
    }
}
