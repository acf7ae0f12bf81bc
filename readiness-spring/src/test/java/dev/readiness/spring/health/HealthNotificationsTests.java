package dev.readiness.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.readiness.health.HealthMonitor;
import dev.readiness.health.Heartbeats;
import dev.readiness.health.Notification;
import dev.readiness.health.NotificationChannel;
import dev.readiness.health.OutsideWatch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class HealthNotificationsTests {

    private final List<Notification> heard = new CopyOnWriteArrayList<>();

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HealthContributorsAutoConfiguration.class,
                    EndpointAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class,
                    WebEndpointAutoConfiguration.class));

    private final WebApplicationContextRunner withDownCheck = runner.withPropertyValues(
                    "readiness.health.monitor=true", "spring.application.name=clinic")
            .withBean("orders", HealthIndicator.class, () -> () -> Health.down().build());

    @Test
    void aBeanIsToldOfAProblem() {
        withDownCheck
                .withPropertyValues("readiness.health.notifications.instance=node-1")
                .withBean("pager", NotificationChannel.class, () -> heard::add)
                .run(context -> {
                    await().until(() -> !heard.isEmpty());

                    assertThat(heard.get(0).key()).isEqualTo("clinic/node-1/orders");
                });
    }

    @Test
    void aWebhookIsToldOfAProblem() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            withDownCheck
                    .withPropertyValues(
                            "readiness.health.notifications.json-url=" + url + "/json",
                            "readiness.health.notifications.json-key=key-of-a-test",
                            "readiness.health.notifications.alertmanager-url=" + url)
                    .run(context -> await().until(() -> bodies.size() == 2));
            assertThat(bodies).anyMatch(body -> body.startsWith("{\"action\":\"trigger\""));
            assertThat(bodies).anyMatch(body -> body.startsWith("[{\"labels\""));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aJobThatIsExpectedIsPartOfHealth(@TempDir Path directory) {
        runner.withPropertyValues(
                        "readiness.health.heartbeats.nightly-backup.every=1h",
                        "readiness.health.heartbeat-file=" + directory.resolve("heartbeats.properties"))
                .run(context -> {
                    assertThat(context.getBean(HealthMonitor.class).states()).containsOnlyKeys("nightly-backup");
                    assertThat(context.getBean(HealthEndpoint.class)
                                    .healthForPath("nightly-backup")
                                    .getStatus())
                            .isEqualTo(Status.UP);
                    context.getBean(Heartbeats.class).succeeded("nightly-backup");
                    assertThat(directory.resolve("heartbeats.properties"))
                            .content()
                            .contains("nightly-backup=");
                });
    }

    @Test
    void somethingOutsideIsToldOnlyWhereItIsNamed() {
        withDownCheck.run(context -> assertThat(context).doesNotHaveBean(OutsideWatch.class));
        withDownCheck
                .withPropertyValues("readiness.health.outside-watch.url=http://127.0.0.1:1/ping/test-value")
                .run(context -> assertThat(context).hasSingleBean(OutsideWatch.class));
    }

    @Test
    void settingsOfReceiversThatCannotWorkAreNamedTogetherAndWithoutTheirSecrets() {
        withDownCheck
                .withPropertyValues(
                        "readiness.health.notifications.json-key=test-value-key",
                        "readiness.health.notifications.slack-url=http://hooks.example/test-value-path",
                        "readiness.health.notifications.alertmanager-url=ftp://test-value-user@alerts.example")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidHealthSettingsException.class)
                        .hasMessageContainingAll("json-url", "slack-url must begin with https://", "alertmanager-url")
                        .hasMessageNotContaining("test-value"));
    }

    @Test
    void receiversWithoutAnyCheckStopTheStart() {
        runner.withPropertyValues("readiness.health.notifications.alertmanager-url=http://alerts.example")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("set readiness.health.monitor=true"));
    }
}
