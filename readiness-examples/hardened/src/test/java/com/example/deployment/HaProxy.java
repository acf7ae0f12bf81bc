package com.example.deployment;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Debian's HAProxy before some instances. It never repeats a request, so that what is lost is seen. */
final class HaProxy implements AutoCloseable {

    /** One instance: where it serves, and where it answers probes. */
    record Server(int port, int management) {}

    private final Process process;
    private final int stats;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private HaProxy(Process process, int stats, Path log) {
        this.process = process;
        this.stats = stats;
        this.log = log;
    }

    static boolean isPresent() {
        return List.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy").stream()
                .anyMatch(file -> Files.isExecutable(Path.of(file)));
    }

    static HaProxy start(Path folder, int port, int stats, List<Server> servers) throws IOException {
        String config = """
                defaults
                  mode http
                  # What did not end as it should, with the letters that say which side ended it.
                  log stdout format raw local0
                  option httplog
                  option dontlog-normal
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                  # On a busy machine an instance that answers late is not one that is gone.
                  timeout check 5s
                  retries 0
                frontend clinic
                  bind 127.0.0.1:%d
                  default_backend instances
                frontend stats
                  bind 127.0.0.1:%d
                  stats enable
                  stats uri /
                backend instances
                  option httpchk GET /actuator/health/readiness
                  default-server inter 500ms fall 3 rise 2
                %s
                """.formatted(
                port,
                stats,
                IntStream.range(0, servers.size())
                        .mapToObj(i -> "  server s%d 127.0.0.1:%d check port %d"
                                .formatted(
                                        i, servers.get(i).port(), servers.get(i).management()))
                        .collect(Collectors.joining("\n")));
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), config);
        Path log = folder.resolve("haproxy.log");
        return new HaProxy(
                new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                stats,
                log);
    }

    /** Returns what it logged of requests that did not end as they should. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Waits until it sends requests to this instance. */
    void awaitUp(int server) {
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> client.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stats + "/;csv"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("instances,s" + server + ","))
                        .anyMatch(line -> line.contains(",UP,")));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
