package dev.readiness.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OperationsEndpointTests {

    private static final Pattern SERIES = Pattern.compile("\\b([a-z][a-z0-9_]+)(?:\\{|\\[)");

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ObservabilityAutoConfiguration.class))
            .withPropertyValues(
                    "spring.application.name=clinic",
                    "readiness.slices.booking[0]=POST /appointments",
                    "management.endpoints.web.exposure.include=operations");

    @Test
    void everySeriesThatARuleNamesIsExported() {
        application
                .withBean(PrometheusMeterRegistry.class, OperationsEndpointTests::registry)
                .run(context -> {
                    String exported =
                            context.getBean(PrometheusMeterRegistry.class).scrape();
                    OperationsEndpoint endpoint = context.getBean(OperationsEndpoint.class);

                    Map<String, String> files = endpoint.operations().files();

                    assertThat(files)
                            .containsKeys("rules/application.yml", "rules/slice-booking.yml", "dashboard.json");
                    Set<String> named = new TreeSet<>();
                    files.forEach((name, text) -> {
                        if (name.startsWith("rules/")) {
                            Matcher series = SERIES.matcher(text);
                            while (series.find()) {
                                named.add(series.group(1));
                            }
                        }
                    });
                    assertThat(named)
                            .contains("http_server_requests_seconds_count")
                            .hasSizeGreaterThan(2);
                    named.remove("up"); // Prometheus's own
                    assertThat(named).allSatisfy(series -> assertThat(exported).contains(series));
                    assertThat(endpoint.operations().files()).isEqualTo(files);
                });
    }

    @Test
    void saysWhatIsMissingWhereNothingExports() {
        application.run(context -> assertThat(context.getBean(OperationsEndpoint.class))
                .satisfies(endpoint -> org.assertj.core.api.Assertions.assertThatIllegalStateException()
                        .isThrownBy(endpoint::operations)
                        .withMessageContaining("management.prometheus.metrics.export.enabled=true")));
    }

    @Test
    void isNotThereUntilItIsExposed() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ObservabilityAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(OperationsEndpoint.class));
    }

    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new UptimeMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        for (String outcome : new String[] {"SUCCESS", "SERVER_ERROR"}) {
            Timer.builder("http.server.requests")
                    .tag("outcome", outcome)
                    .tag("slice", "booking")
                    .register(registry)
                    .record(Duration.ofMillis(20));
        }
        return registry;
    }
}
