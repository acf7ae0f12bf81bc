package dev.readiness.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application in a process of its own is told to stop while requests come in, sent by something that does as a load
 * balancer does: it asks for readiness every 100 ms and sends requests until two answers in a row were no "yes".
 */
class DrainUnderLoadTests {

    private static final int CLIENTS = 6;
    private static final int FALL = 2;
    private static final int BEFORE_STOP = 300;

    /** On Spring Boot 3.5 a drain cannot, and waits for as long as is set. */
    private static final boolean SEES_PROBES =
            ClassUtils.isPresent("org.springframework.boot.health.registry.HealthContributorRegistry", null);

    @Test
    void noRequestIsLostWithADrain() throws Exception {
        Outcome outcome = stopUnderLoad(
                "--readiness.health.drain.enabled=true",
                SEES_PROBES ? "--readiness.health.drain.delay=60s" : "--readiness.health.drain.delay=10s",
                "--readiness.health.drain.probes=3",
                "--logging.level.dev.readiness=info");

        assertThat(outcome.failures()).as("lost of " + outcome.answered()).isEmpty();
        assertThat(outcome.answered()).isGreaterThan(BEFORE_STOP);
        assertThat(outcome.output())
                .anyMatch(line -> line.contains(
                        SEES_PROBES
                                ? "probes have seen that readiness is down"
                                : "the load balancer has had its time"));
        assertThat(outcome.exitCode()).isEqualTo(143);
    }

    /** Shows that the test above can fail. */
    @Test
    void requestsAreLostWithoutADrain() throws Exception {
        Outcome outcome = stopUnderLoad();

        assertThat(outcome.failures()).as("lost of " + outcome.answered()).isNotEmpty();
    }

    private static Outcome stopUnderLoad(String... arguments) throws Exception {
        String[] all = Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--server.port=0",
                                "--spring.main.banner-mode=off",
                                // On Spring Boot 3.5 there is no probe to ask otherwise, and the balancer sends
                                // nothing.
                                "--management.endpoint.health.probes.enabled=true"))
                .toArray(String[]::new);
        Process process = MinimalHost.without(
                        "spring-security",
                        "spring-boot-security",
                        "flyway",
                        "spring-boot-flyway",
                        "hibernate-core",
                        "spring-boot-hibernate",
                        "spring-boot-jpa",
                        "spring-orm",
                        "spring-boot-data-jpa",
                        "spring-data",
                        "spring-boot-jdbc",
                        "spring-jdbc",
                        "HikariCP",
                        "h2-",
                        "junit-",
                        "archunit",
                        "selenium",
                        "json-schema",
                        "assertj")
                .start(Application.class, all);
        Queue<String> output = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(() -> readInto(output, process));
        reader.start();
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> port(output) > 0 || !process.isAlive());
            assertThat(process.isAlive()).as(() -> String.join("\n", output)).isTrue();
            Balancer balancer = new Balancer(port(output));
            balancer.send();
            await().atMost(Duration.ofMinutes(2)).until(() -> balancer.answered.get() > BEFORE_STOP);
            // By its handle: Process.destroy() would also close what the process still has to say.
            process.toHandle().destroy();
            await().atMost(Duration.ofMinutes(2)).until(balancer::hasMovedOn);
            // A balancer asks on when it has moved on, and the drain waits for one time more than this one needs.
            int exitCode = process.waitFor();
            balancer.end();
            reader.join();
            return new Outcome(balancer.answered.get(), List.copyOf(balancer.failures), List.copyOf(output), exitCode);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void readInto(Queue<String> output, Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(output::add);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static int port(Queue<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("port "))
                .mapToInt(line -> Integer.parseInt(line.substring(5)))
                .findFirst()
                .orElse(0);
    }

    private record Outcome(int answered, List<String> failures, List<String> output, int exitCode) {}

    /** Sends requests while readiness is up, on connections that are kept. */
    private static final class Balancer {

        private final HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger fallen = new AtomicInteger();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> clients;
        private final String base;

        Balancer(int port) {
            this.base = "http://127.0.0.1:" + port;
            this.clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> new Thread(() -> sendWhileReady(number % 2 == 0), "client-" + number))
                    .toList();
        }

        void send() {
            prober.scheduleWithFixedDelay(this::probe, 0, 100, TimeUnit.MILLISECONDS);
            clients.forEach(Thread::start);
        }

        boolean hasMovedOn() {
            return fallen.get() >= FALL && clients.stream().noneMatch(Thread::isAlive);
        }

        void end() {
            prober.shutdownNow();
        }

        private void probe() {
            boolean ready;
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness"))
                        .build();
                ready = client.send(request, BodyHandlers.ofString()).statusCode() == 200;
            } catch (IOException | InterruptedException ex) {
                ready = false;
            }
            if (!ready) {
                fallen.incrementAndGet();
            } else if (fallen.get() < FALL) {
                fallen.set(0);
            }
        }

        /** Half of the clients only send what is short: one that waits for a long answer could sit out the stop. */
        private void sendWhileReady(boolean alsoLong) {
            while (fallen.get() < FALL) {
                // So that something is in flight whenever the server stops. The client repeats no POST.
                int millis = alsoLong && ThreadLocalRandom.current().nextInt(10) == 0 ? 400 : 5;
                HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/work?millis=" + millis))
                        .POST(BodyPublishers.noBody())
                        .build();
                try {
                    int status = client.send(request, BodyHandlers.ofString()).statusCode();
                    if (status == 200) {
                        answered.incrementAndGet();
                    } else {
                        failures.add("status " + status);
                    }
                } catch (IOException | InterruptedException ex) {
                    failures.add(ex.toString());
                }
            }
        }
    }

    /** Has one endpoint that takes as long as it is told to. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Application {

        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
        }

        @Bean
        static ApplicationListener<ApplicationReadyEvent> port() {
            return event -> System.out.println("port "
                    + Objects.requireNonNull(
                            event.getApplicationContext().getEnvironment().getProperty("local.server.port")));
        }

        @PostMapping("/work")
        String work(@RequestParam int millis) throws InterruptedException {
            // Work that takes a while; nothing waits here for something to happen.
            Thread.sleep(millis);
            return "done";
        }
    }
}
