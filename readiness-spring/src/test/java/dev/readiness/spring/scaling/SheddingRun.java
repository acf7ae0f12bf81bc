package dev.readiness.spring.scaling;

import dev.readiness.spring.scaling.OpenLoop.Seen;
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
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/**
 * Overloads small applications three times over, without load shedding and with it, and prints what clients see.
 *
 * <p>The first argument is how often, the second how many seconds of overload are looked at.
 */
final class SheddingRun implements AutoCloseable {

    private static final double OVERLOAD = 3;

    private final EmbeddedPostgres database;
    private final double seconds;

    private SheddingRun(double seconds) throws IOException {
        this.seconds = seconds;
        this.database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .start();
    }

    private record Case(String name, Variant variant, List<String> arguments) {}

    private static final List<Case> CASES = List.of(
            new Case("pool of 3", Variant.SMALL_POOL, List.of("--spring.datasource.hikari.maximum-pool-size=3")),
            new Case("slow call, 20 threads", Variant.SLOW_CALL, List.of("--server.tomcat.threads.max=20")),
            new Case("password hashing", Variant.HASHING, List.of()));

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        try (SheddingRun run = new SheddingRun(args.length > 1 ? Double.parseDouble(args[1]) : 30)) {
            for (int round = 1; round <= rounds; round++) {
                for (Case each : CASES) {
                    System.out.printf("round %d of %d: %s%n", round, rounds, each.name());
                    double saturation = run.of(each, false, 0);
                    run.of(each, true, saturation);
                }
            }
        }
    }

    /** Returns the saturation, which is measured if it is 0. */
    private double of(Case each, boolean sheds, double known) throws Exception {
        int port = freePort();
        Process process = start(each, sheds, port);
        URI base = URI.create("http://127.0.0.1:" + port);
        try {
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isUp(base, process));
            OpenLoop load = new OpenLoop(base.resolve("/work"));
            double saturation = known;
            try (ClosedLoop closed = new ClosedLoop(base.resolve("/work"), Duration.ofMillis(20))) {
                closed.users(60);
                pause(10); // until compiled
                long before = requests(base);
                pause(8);
                saturation = known > 0 ? known : (requests(base) - before) / 8.0;
            }
            pause(2);
            Seen unloaded = load.run(0.2 * saturation, 2, Math.max(15, 400 / (0.2 * saturation)));
            AtomicBoolean over = new AtomicBoolean();
            List<Double> probes = new ArrayList<>();
            Thread probe = new Thread(() -> probe(base, over, probes));
            probe.start();
            Seen overloaded = load.run(OVERLOAD * saturation, 8, sheds ? seconds : seconds / 2);
            over.set(true);
            probe.join();
            System.out.println(line(each, sheds, saturation, unloaded, overloaded, probes));
            return saturation;
        } finally {
            process.destroyForcibly();
        }
    }

    private String line(
            Case each, boolean sheds, double saturation, Seen unloaded, Seen overloaded, List<Double> probes) {
        double calm = unloaded.percentile(200, 0.99);
        double busy = overloaded.percentile(200, 0.99);
        double looked = sheds ? seconds : seconds / 2;
        return String.format(
                Locale.ROOT,
                "FIGURE %s, %s: saturation %.0f/s; answered %.0f %% of it; p50 %.0f ms to %.0f ms unloaded,"
                        + " p99 %.0f ms to %.0f ms = %.2f;"
                        + " refused %.0f %%, p50 %.1f ms, p99 %.0f ms; failed %d, still waiting %.0f %%; probes %d,"
                        + " slowest %.0f ms",
                each.name(),
                sheds ? "with" : "without",
                saturation,
                100 * overloaded.count(200) / looked / saturation,
                1000 * overloaded.percentile(200, 0.5),
                1000 * unloaded.percentile(200, 0.5),
                1000 * busy,
                1000 * calm,
                busy / calm,
                100.0 * overloaded.count(503) / overloaded.sent(),
                1000 * overloaded.percentile(503, 0.5),
                1000 * overloaded.percentile(503, 0.99),
                overloaded.count(0),
                100.0 * overloaded.waiting() / overloaded.sent(),
                probes.size(),
                1000 * probes.stream().mapToDouble(time -> time).max().orElse(Double.NaN));
    }

    private static void probe(URI base, AtomicBoolean over, List<Double> times) {
        while (!over.get()) {
            long start = System.nanoTime();
            try {
                if (status(base) != 200) {
                    throw new IllegalStateException("A probe was refused");
                }
            } catch (IOException ex) {
                System.out.println("a probe got no answer: " + ex);
            }
            times.add((System.nanoTime() - start) / 1e9);
            pause(0.25);
        }
    }

    private long requests(URI base) throws IOException {
        return (long) new tools.jackson.databind.json.JsonMapper()
                .readTree(get(base.resolve("/readings")).body())
                .path("requests")
                .asDouble();
    }

    private static boolean isUp(URI base, Process process) {
        if (!process.isAlive()) {
            throw new IllegalStateException("The application ended");
        }
        try {
            return status(base) == 200;
        } catch (IOException ex) {
            return false;
        }
    }

    private static int status(URI base) throws IOException {
        return get(base.resolve("/actuator/health")).statusCode();
    }

    private static HttpResponse<String> get(URI uri) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private Process start(Case each, boolean sheds, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                VariantApplication.class.getName(),
                "--variant=" + each.variant(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--server.tomcat.mbeanregistry.enabled=true",
                "--readiness.scaling.shedding.enabled=" + sheds,
                "--readiness.assessment.enabled=false",
                "--management.health.db.enabled=false", // which would wait for the pool that is overloaded
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--spring.jpa.open-in-view=false",
                "--spring.flyway.enabled=false",
                "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres")));
        command.addAll(each.arguments());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void pause(double seconds) {
        Awaitility.await()
                .pollDelay(Duration.ofMillis((long) (seconds * 1000)))
                .atMost(Duration.ofMinutes(5))
                .until(() -> true);
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
