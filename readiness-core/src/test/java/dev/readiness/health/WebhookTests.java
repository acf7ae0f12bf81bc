package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTests {

    private static final Notification TRIGGER = new Notification(
            Notification.Action.TRIGGER,
            "clinic/node-1/db",
            Notification.Severity.CRITICAL,
            "clinic",
            "node-1",
            "db",
            "clinic: db is DOWN (<!channel> & \"more\") on node-1",
            Instant.parse("2026-03-01T10:00:00Z"),
            Map.of("reason", "no answer"));

    private static final Notification RESOLVE = new Notification(
            Notification.Action.RESOLVE,
            TRIGGER.key(),
            TRIGGER.severity(),
            TRIGGER.application(),
            TRIGGER.instance(),
            TRIGGER.check(),
            "clinic: db is UP on node-1",
            TRIGGER.at().plusSeconds(60),
            Map.of());

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        end.countDown();
        server.stop(0);
        threads.shutdown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        paths.add(path);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        signatures.addAll(exchange.getRequestHeaders().getOrDefault(JsonNotification.SIGNATURE, List.of()));
        if (path.equals("/hangs")) {
            awaitEnd();
        }
        if (path.equals("/endless")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            awaitEnd();
        }
        if (path.equals("/redirects")) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        int status =
                path.equals("/redirects") ? 307 : path.matches("/\\d+") ? Integer.parseInt(path.substring(1)) : 202;
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void jsonIsSignedSoThatAReceiverKnowsWhoSentItAndWhen() throws Exception {
        byte[] key = "a key of a test".getBytes(StandardCharsets.US_ASCII);

        NotificationChannel.json(at("/json"), () -> key).send(TRIGGER);

        assertThat(bodies.get(0))
                .startsWith("{\"action\":\"trigger\",\"key\":\"clinic/node-1/db\",\"severity\":\"critical\"")
                .endsWith("\"details\":{\"reason\":\"no answer\"}}");
        String[] parts = signatures.get(0).split("[=,]");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] expected = mac.doFinal((parts[1] + "." + bodies.get(0)).getBytes(StandardCharsets.UTF_8));
        assertThat(parts[3]).isEqualTo(HexFormat.of().formatHex(expected));
        assertThat(Instant.ofEpochSecond(Long.parseLong(parts[1])))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void slackGetsALineInWhichNobodyIsMentioned() throws Exception {
        NotificationChannel slack = NotificationChannel.slack(() -> at("/services/T0/B0/test-value"));

        slack.send(TRIGGER);
        slack.send(RESOLVE);

        assertThat(bodies)
                .containsExactly(
                        "{\"text\":\"*CRITICAL* clinic: db is DOWN (&lt;!channel&gt; &amp; \\\"more\\\") on node-1\"}",
                        "{\"text\":\"*RESOLVED* clinic: db is UP on node-1\"}");
    }

    @Test
    void pagerDutyGetsAnEventWithTheSameKeyAtBothEnds() throws Exception {
        NotificationChannel pagerDuty = NotificationChannel.pagerDuty(at("/v2/enqueue"), () -> "routing-key-of-a-test");

        pagerDuty.send(TRIGGER);
        pagerDuty.send(RESOLVE);

        assertThat(bodies.get(0))
                .contains("\"routing_key\":\"routing-key-of-a-test\"")
                .contains("\"event_action\":\"trigger\"")
                .contains("\"source\":\"node-1\",\"severity\":\"critical\",\"timestamp\":\"2026-03-01T10:00:00Z\"");
        assertThat(bodies.get(1)).contains("\"event_action\":\"resolve\"");
        assertThat(bodies).allSatisfy(body -> assertThat(body).contains("\"dedup_key\":\"clinic/node-1/db\""));
    }

    @Test
    void alertmanagerGetsAnAlertThatEnds() throws Exception {
        NotificationChannel alertmanager = NotificationChannel.alertmanager(at("/prefix"));

        alertmanager.send(TRIGGER);
        alertmanager.send(RESOLVE);

        assertThat(paths).containsOnly("/prefix/api/v2/alerts");
        assertThat(bodies.get(0))
                .startsWith("[{\"labels\":{\"alertname\":\"HealthCheck\",\"application\":\"clinic\",\"check\":\"db\"")
                .contains("\"endsAt\":\"2026-03-01T10:05:00Z\"");
        assertThat(bodies.get(1)).contains("\"endsAt\":\"2026-03-01T10:01:00Z\"");
        assertThat(alertmanager.repeatEvery()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/500", "/503", "/429", "/redirects"})
    void whatMayPassIsTriedAgainAndNoRedirectIsFollowed(String path) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NotificationChannel.json(at(path), null).send(TRIGGER))
                .withMessageStartingWith("127.0.0.1 answered ");
        assertThat(paths).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/400", "/404", "/410"})
    void whatWillNeverBeTakenIsNotTriedAgain(String path) {
        assertThatExceptionOfType(UndeliverableNotificationException.class)
                .isThrownBy(() -> NotificationChannel.json(at(path), null).send(TRIGGER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hangs", "/endless"})
    void aReceiverThatHangsIsLeft(String path) {
        Webhook webhook = new Webhook(() -> at(path), false, new SlackNotification(), Duration.ofMillis(300));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> webhook.send(TRIGGER))
                .withMessageStartingWith("127.0.0.1");
    }

    @Test
    void aSecretAddressIsNeverSentInTheClearAndNeverNamed() {
        NotificationChannel slack =
                NotificationChannel.slack(() -> URI.create("http://hooks.example/services/test-value"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> slack.send(TRIGGER))
                .withMessageContaining("hooks.example")
                .withMessageNotContaining("test-value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NotificationChannel.json(URI.create("ftp://hooks.example/test-value"), null))
                .withMessageNotContaining("test-value");
    }
}
