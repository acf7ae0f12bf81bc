package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.readiness.ratelimit.LimitedHttpClient;
import dev.readiness.ratelimit.OutboundLimitExceededException;
import dev.readiness.ratelimit.OutboundRateLimiter;
import dev.readiness.ratelimit.OutboundRateLimiters;
import dev.readiness.ratelimit.RateLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

class OutboundLimitTests {

    private final AtomicInteger calls = new AtomicInteger();

    private HttpServer server;

    private String answer = "200";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            if (answer.equals("429")) {
                exchange.getResponseHeaders().set("Retry-After", "120");
            }
            if (answer.equals("200 exhausted")) {
                exchange.getResponseHeaders().set("RateLimit", "\"default\";r=0;t=90");
            }
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRestClientCallsNoMoreOftenThanTheLimit() {
        RestClient client = RestClient.builder()
                .requestInterceptor(OutboundLimitInterceptor.of(limiter("2/1h")))
                .build();
        client.get().uri(uri()).retrieve().toBodilessEntity();
        client.get().uri(uri()).retrieve().toBodilessEntity();

        assertThatExceptionOfType(OutboundLimitExceededException.class)
                .isThrownBy(() -> client.get().uri(uri()).retrieve().toBodilessEntity());
        assertThat(calls).hasValue(2);
    }

    @Test
    void aRestClientComesBackNoEarlierThanItWasAsked() {
        answer = "429";
        RestClient client = RestClient.builder()
                .requestInterceptor(OutboundLimitInterceptor.of(limiter("100/1s")))
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
        client.get().uri(uri()).retrieve().toBodilessEntity();

        assertThatExceptionOfType(OutboundLimitExceededException.class)
                .isThrownBy(() -> client.get().uri(uri()).retrieve().toBodilessEntity())
                .withMessageMatching(
                        "The other side of 'sms' asked us to wait for 1(19|20)s \\(longest wait=0ms\\); the call was not made");
        assertThat(calls).hasValue(1);
    }

    @Test
    void aWebClientCallsNoMoreOftenThanTheLimit() {
        WebClient client = WebClient.builder()
                .filter(OutboundLimitFilterFunction.of(limiter("1/1h")))
                .build();
        client.get().uri(uri()).retrieve().toBodilessEntity().block();

        assertThatExceptionOfType(OutboundLimitExceededException.class)
                .isThrownBy(() ->
                        client.get().uri(uri()).retrieve().toBodilessEntity().block());
        assertThat(calls).hasValue(1);
    }

    @Test
    void aWebClientComesBackNoEarlierThanTheRateLimitFieldSays() {
        answer = "200 exhausted";
        WebClient client = WebClient.builder()
                .filter(OutboundLimitFilterFunction.of(limiter("100/1s")))
                .build();
        client.get().uri(uri()).retrieve().toBodilessEntity().block();

        assertThatExceptionOfType(OutboundLimitExceededException.class)
                .isThrownBy(() ->
                        client.get().uri(uri()).retrieve().toBodilessEntity().block());
    }

    @Test
    void aClientOfTheJdkCallsNoMoreOftenThanTheLimit() throws Exception {
        HttpClient client = LimitedHttpClient.of(HttpClient.newHttpClient(), limiter("2/1h"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri())).build();
        client.send(request, BodyHandlers.discarding());
        client.sendAsync(request, BodyHandlers.discarding()).join();

        assertThatExceptionOfType(OutboundLimitExceededException.class)
                .isThrownBy(() -> client.send(request, BodyHandlers.discarding()));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() ->
                        client.sendAsync(request, BodyHandlers.discarding()).join())
                .withCauseInstanceOf(OutboundLimitExceededException.class);
        assertThat(calls).hasValue(2);
    }

    @Test
    void anAnnotatedMethodBeginsNoMoreOftenThanTheLimit() {
        runner().withPropertyValues("readiness.outbound.sms.limit=1/1h").run(context -> {
            Sender sender = context.getBean(Sender.class);
            sender.send();

            assertThatExceptionOfType(OutboundLimitExceededException.class).isThrownBy(sender::send);
            assertThat(context.getBean(OutboundRateLimiters.class).names()).containsExactly("sms");
        });
    }

    @Test
    void stopsForAnAnnotationThatNamesNoLimit() {
        runner().withPropertyValues("readiness.outbound.mail.limit=1/1h")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessage("@OutboundLimited(\"sms\") on Sender.send: there is no limit of that name in"
                                + " readiness.outbound, only [mail]"));
    }

    private static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RateLimitAutoConfiguration.class, AopAutoConfiguration.class))
                .withBean(Sender.class);
    }

    private String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static OutboundRateLimiter limiter(String limit) {
        return OutboundRateLimiter.of("sms", RateLimit.parse(limit), Duration.ZERO);
    }

    static class Sender {

        @OutboundLimited("sms")
        void send() {}
    }
}
