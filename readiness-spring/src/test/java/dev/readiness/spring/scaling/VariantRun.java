package dev.readiness.spring.scaling;

import dev.readiness.scaling.ScaleResource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks ten applications with a known weakness what comes first, at 10 and 100 users, and looks what does come first at 1,000.
 *
 * <p>{@code main} runs all of them, or those that its arguments name; each takes about a minute.
 */
final class VariantRun implements AutoCloseable {

    private static final Duration THINK = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final EmbeddedPostgres database;

    VariantRun() throws IOException {
        database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .start();
    }

    public static void main(String[] args) throws IOException {
        List<Variant> variants = args.length == 0
                ? List.of(Variant.values())
                : java.util.Arrays.stream(args).map(Variant::valueOf).toList();
        try (VariantRun run = new VariantRun()) {
            for (Variant variant : variants) {
                System.out.println(run.of(variant, 1, true));
            }
        }
    }

    /**
     * What was said and what was seen.
     *
     * @param text the ladder as text
     * @param first what was predicted to come first; {@code NONE} for nothing, {@code REFUSED} if there was no prediction
     * @param predicted requests a second it was predicted to let pass
     * @param found what did come first, as the plain meters say it
     * @param reached requests a second at 1,000 users
     */
    record Outcome(
            Variant variant, String text, String first, double predicted, String found, double reached, long failures) {

        boolean isHit() {
            ScaleResource weakness = variant.weakness();
            String expected = weakness == null ? "NONE" : weakness.name();
            return expected.equals(first) && expected.equals(found);
        }

        @Override
        public String toString() {
            return "%s%n%s %s: predicted %s at %.0f/s; at 1,000 users %s at %.0f/s, %d failures%n"
                    .formatted(text, isHit() ? "HIT" : "MISS", variant, first, predicted, found, reached, failures);
        }
    }

    /** Runs one, each phase {@code scale} times as long as the shortest that says something. */
    Outcome of(Variant variant, double scale, boolean thousand) throws IOException {
        int port = freePort();
        Process process = start(variant, port);
        URI base = URI.create("http://127.0.0.1:" + port);
        try (ClosedLoop load = new ClosedLoop(base.resolve("/work"), THINK)) {
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isUp(base, process));
            load.users(100);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollDelay(seconds(8 * scale))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> !scaling(base)
                            .path("ladder")
                            .path("doubts")
                            .toString()
                            .contains("COLD"));
            load.users(10);
            pause(1);
            JsonNode few = get(base, "/readings");
            pause(20 * scale);
            JsonNode fewAfter = get(base, "/readings");
            load.users(100);
            pause(10 * scale);
            JsonNode scaling = scaling(base);
            String text = text(scaling);
            JsonNode limit = scaling.path("ladder").path("limits").path(0);
            double limited = limit.path("throughput").asDouble(0);
            boolean refused = limit.isMissingNode();
            boolean carried = !refused && limit.path("users").asDouble() >= 1000;
            String first = refused
                    ? "REFUSED"
                    : carried ? "NONE" : limit.path("resource").asString();
            if (!thousand) {
                return new Outcome(variant, text, first, limited, "", 0, load.failures());
            }
            load.users(1000);
            pause(6 * scale);
            JsonNode many = get(base, "/readings");
            pause(10 * scale);
            JsonNode manyAfter = get(base, "/readings");
            double reached = (manyAfter.path("requests").asDouble()
                            - many.path("requests").asDouble())
                    / (manyAfter.path("seconds").asDouble()
                            - many.path("seconds").asDouble());
            return new Outcome(
                    variant,
                    text,
                    first,
                    limited,
                    found(new Usage(few, fewAfter), new Usage(many, manyAfter)),
                    reached,
                    load.failures());
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * What is busy all the time, by the plain meters: first what is held no longer than with few users, since what it is waited
     * for behind it cannot be the reason.
     */
    private static String found(Usage few, Usage many) {
        boolean pool = many.share("held") / many.level("pool") > 0.9;
        boolean heldLonger = many.perRequest("held") > 1.7 * few.perRequest("held");
        if (pool && !heldLonger) {
            return ScaleResource.CONNECTION_POOL.name();
        }
        boolean threads = many.share("response") / many.level("threads") > 0.9;
        boolean answeredLater = many.perRequest("response") - many.perRequest("waited")
                > 1.7 * (few.perRequest("response") - few.perRequest("waited"));
        if (threads && !answeredLater) {
            return ScaleResource.SERVER_THREADS.name();
        }
        if (many.share("paused") > 0.4) {
            return ScaleResource.GARBAGE_COLLECTION.name();
        }
        if (many.share("processors") > 0.9) {
            return ScaleResource.PROCESSOR.name();
        }
        if (pool) {
            return ScaleResource.DATABASE.name();
        }
        if (threads) {
            boolean calledLonger = many.perRequest("called") > 1.7 * few.perRequest("called");
            return (calledLonger ? ScaleResource.CALLED_SERVICE : ScaleResource.APPLICATION_LOCK).name();
        }
        return "NONE";
    }

    private record Usage(JsonNode from, JsonNode to) {

        double share(String name) {
            return difference(name) / difference("seconds");
        }

        double perRequest(String name) {
            return difference(name) / difference("requests");
        }

        double level(String name) {
            return to.path(name).asDouble();
        }

        private double difference(String name) {
            return to.path(name).asDouble() - from.path(name).asDouble();
        }
    }

    private Process start(Variant variant, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                variant == Variant.LARGE_PAYLOADS ? "-Xmx96m" : "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                VariantApplication.class.getName(),
                "--variant=" + variant,
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--server.tomcat.mbeanregistry.enabled=true",
                "--management.endpoints.web.exposure.include=health,scaling",
                "--readiness.scaling.enabled=true",
                "--readiness.scaling.think-time=2s",
                "--readiness.scaling.every=1s",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--spring.jpa.open-in-view=false",
                "--spring.flyway.enabled=false",
                "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres")));
        command.addAll(variant.arguments());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private boolean isUp(URI base, Process process) {
        if (!process.isAlive()) {
            throw new IllegalStateException("The application ended");
        }
        try {
            return get(base, "/actuator/health").path("status").asString().equals("UP");
        } catch (IOException ex) {
            return false;
        }
    }

    private JsonNode scaling(URI base) throws IOException {
        return get(base, "/actuator/scaling");
    }

    private static String text(JsonNode scaling) {
        StringBuilder text = new StringBuilder();
        scaling.path("text").forEach(line -> text.append(line.asString()).append(System.lineSeparator()));
        return text.toString();
    }

    private JsonNode get(URI base, String path) throws IOException {
        try {
            return json.readTree(client.send(
                            HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void pause(double seconds) {
        Awaitility.await()
                .pollDelay(seconds(seconds))
                .atMost(Duration.ofMinutes(5))
                .until(() -> true);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
