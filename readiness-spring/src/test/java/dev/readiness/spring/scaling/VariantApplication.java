package dev.readiness.spring.scaling;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** One endpoint, {@code /work}, with the weakness that its first argument names. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class VariantApplication {

    public static void main(String[] args) throws InterruptedException {
        SpringApplication.run(VariantApplication.class, args);
        // A parent that is gone takes this process with it.
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException ex) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }

    @Bean
    SecurityFilterChain everybody(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
    }

    @RestController
    static final class Work {

        private final JdbcTemplate jdbc;
        private final TransactionTemplate transaction;
        private final MeterRegistry registry;
        private final Variant variant;
        private final RestClient client;
        private final int service;
        private final FileChannel file;
        private final List<Object> live = new ArrayList<>();

        Work(
                JdbcTemplate jdbc,
                PlatformTransactionManager transactions,
                MeterRegistry registry,
                ObservationRegistry observations,
                @Value("${variant}") Variant variant)
                throws IOException {
            this.jdbc = jdbc;
            this.transaction = new TransactionTemplate(transactions);
            this.registry = registry;
            this.variant = variant;
            this.client = RestClient.builder()
                    .requestFactory(new SimpleClientHttpRequestFactory())
                    .observationRegistry(observations)
                    .build();
            this.service = slowService();
            this.file = FileChannel.open(Files.createTempFile("variant", "log"), StandardOpenOption.WRITE);
            jdbc.execute("CREATE TABLE IF NOT EXISTS item (id int PRIMARY KEY, name text NOT NULL)");
            jdbc.execute(
                    "INSERT INTO item SELECT n, repeat('x', 60) FROM generate_series(1, 10000) n ON CONFLICT DO NOTHING");
            if (variant == Variant.LARGE_PAYLOADS) {
                for (int i = 0; i < 500_000; i++) {
                    live.add(new int[] {i});
                }
            }
        }

        @GetMapping("/work")
        Object work() throws Exception {
            return switch (variant) {
                case SMALL_POOL -> jdbc.queryForList("SELECT pg_sleep(0.012)").size();
                case SLOW_CALL ->
                    client.get()
                            .uri("http://127.0.0.1:" + service + "/")
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value();
                case QUERY_PER_ROW -> queryPerRow();
                case HOT_ROW ->
                    transaction.execute(status -> {
                        jdbc.update("UPDATE item SET name = 'y' WHERE id = 1");
                        return jdbc.queryForList("SELECT pg_sleep(0.01)").size();
                    });
                case HASHING -> hash();
                case LARGE_PAYLOADS -> largePayload();
                case FEW_THREADS -> sleep(20);
                case UNBOUNDED_QUERY -> jdbc.queryForList("SELECT * FROM item");
                case DISK_SYNC -> sync();
                case NONE -> Map.of("ok", true);
            };
        }

        /** What has been counted until now, for whoever looks without the library. */
        @GetMapping("/readings")
        Map<String, Double> readings() throws IOException {
            String[] processors =
                    Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +");
            double busy = 0;
            for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
                busy += Double.parseDouble(processors[i]) / 100;
            }
            return Map.of(
                    "seconds", System.nanoTime() / 1e9,
                    "requests", count("http.server.requests", "/work"),
                    "response", total("http.server.requests", "/work"),
                    "held", total("hikaricp.connections.usage", null),
                    "waited", total("hikaricp.connections.acquire", null),
                    "called", total("http.client.requests", null),
                    "paused", total("jvm.gc.pause", null),
                    "processors", busy / Runtime.getRuntime().availableProcessors(),
                    "threads", registry.get("tomcat.threads.config.max").gauge().value(),
                    "pool", registry.get("hikaricp.connections.max").gauge().value());
        }

        private double count(String timer, String uri) {
            return timers(timer, uri).mapToLong(Timer::count).sum();
        }

        private double total(String timer, String uri) {
            return timers(timer, uri)
                    .mapToDouble(each -> each.totalTime(TimeUnit.SECONDS))
                    .sum();
        }

        private Stream<Timer> timers(String name, String uri) {
            return registry.find(name).timers().stream()
                    .filter(timer -> uri == null || uri.equals(timer.getId().getTag("uri")));
        }

        private int queryPerRow() {
            return transaction.execute(status -> {
                int length = 0;
                for (int id = 1; id <= 200; id++) {
                    length += jdbc.queryForObject("SELECT name FROM item WHERE id = ?", String.class, id)
                            .length();
                }
                return length;
            });
        }

        private static int hash() throws GeneralSecurityException {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec("test-password".toCharArray(), new byte[16], 15_000, 256))
                    .getEncoded()
                    .length;
        }

        private static int largePayload() throws InterruptedException {
            List<byte[]> payload = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                payload.add(new byte[128 * 1024]);
            }
            sleep(5);
            return payload.size();
        }

        private static int sleep(int millis) throws InterruptedException {
            Thread.sleep(millis);
            return millis;
        }

        /** One after the other, as a log that must not be reordered. */
        private synchronized int sync() throws IOException {
            long end = System.nanoTime() + 10_000_000;
            int rounds = 0;
            do {
                file.write(ByteBuffer.wrap(new byte[512]), 0);
                file.force(true);
                rounds++;
            } while (System.nanoTime() < end);
            return rounds;
        }

        private static int slowService() throws IOException {
            ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
            server.createContext(
                    "/",
                    exchange -> later.schedule(
                            () -> {
                                exchange.sendResponseHeaders(204, -1);
                                exchange.close();
                                return true;
                            },
                            200,
                            TimeUnit.MILLISECONDS));
            server.start();
            return server.getAddress().getPort();
        }
    }
}
