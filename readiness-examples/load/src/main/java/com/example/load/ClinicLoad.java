package com.example.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Patients who look at their appointment, think, look again, and book another one every fifth time.
 *
 * <p>What came back is written line by line to the file {@code load.answers}: milliseconds from the start of the run, status (0 for
 * none), milliseconds of the answer. Settings are system properties, as Gatling makes the object itself.
 */
public final class ClinicLoad extends Simulation {

    private static final Duration THINK = Duration.ofSeconds(5);

    private final long started = System.currentTimeMillis();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final AtomicLong users = new AtomicLong(Long.getLong("load.users", 10));

    {
        long seconds = Long.getLong("load.seconds", 30);
        HttpRequestActionBuilder look =
                http("look").get("/appointments/#{appointment}").basicAuth("#{email}", "#{password}");
        HttpRequestActionBuilder book = http("book")
                .post("/appointments")
                .basicAuth("#{email}", "#{password}")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"start\":\"%s\",\"reason\":\"Checkup\",\"phone\":\"+15550100\"}"
                        .formatted(java.time.LocalDateTime.now(java.time.ZoneOffset.UTC)
                                .plusDays(30)
                                .withNano(0))));
        ChainBuilder once = exec(session ->
                        session.markAsSucceeded().remove("status").remove("millis"))
                .randomSwitch()
                .on(percent(80, look), percent(20, book))
                .exec(this::note)
                .exec(session -> session.set("think", Duration.ofMillis((long) (THINK.toMillis()
                        * -Math.log(1 - ThreadLocalRandom.current().nextDouble())))))
                .pause(session -> session.<Duration>get("think"));
        setUp(scenario("patients")
                        .feed(csv(System.getProperty("load.patients")).circular())
                        .during(Duration.ofSeconds(seconds))
                        .on(once)
                        .injectOpen(
                                users.get() < 50
                                        ? atOnceUsers((int) users.get())
                                        : rampUsers((int) users.get()).during(THINK)))
                .protocols(http.baseUrl(System.getProperty("load.base")).disableFollowRedirect())
                .maxDuration(Duration.ofSeconds(seconds + 10));
    }

    private static io.gatling.javaapi.core.Choice.WithWeight percent(double percent, HttpRequestActionBuilder request) {
        return io.gatling.javaapi.core.CoreDsl.percent(percent)
                .then(exec(request.check(
                        status().in(200, 201, 503).saveAs("status"),
                        responseTimeInMillis().saveAs("millis"))));
    }

    private Session note(Session session) {
        int answered = session.contains("status") ? session.getInt("status") : 0;
        int millis = session.contains("millis") ? session.getInt("millis") : 0;
        long now = System.currentTimeMillis() - started;
        answers.add(now + " " + answered + " " + millis);
        return session;
    }

    @Override
    public void after() {
        try {
            Files.write(Path.of(System.getProperty("load.answers")), answers);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
