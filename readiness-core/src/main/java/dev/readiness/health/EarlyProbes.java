package dev.readiness.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers probes while an application starts and its own server does not listen yet, so that nobody takes a long migration for a
 * process that hangs: liveness is 200, everything else 503 with what the start is at. Close it right before the real server binds
 * the port.
 *
 * <pre>{@code
 * try (EarlyProbes probes = EarlyProbes.listen(new InetSocketAddress(8081))) {
 *     SafeMigrator.of(flyway).telling(progress -> probes.say(progress.text())).migrate();
 * }
 * }</pre>
 *
 * <p>Liveness is whatever path ends with {@code /liveness}, {@code /livez} or {@code /live}. Reads nothing of a request but its
 * path. Safe for use by many threads.
 */
public final class EarlyProbes implements AutoCloseable {

    private static final Set<String> LIVENESS = Set.of("liveness", "livez", "live");

    private final HttpServer server;
    private final ExecutorService threads;
    private volatile String step = "starting";

    private EarlyProbes(HttpServer server) {
        this.server = server;
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "readiness-early-probes");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Returns probes that answer already.
     *
     * @param address where; port 0 is any that is free
     * @throws IOException if the address is taken or not this machine's
     */
    public static EarlyProbes listen(InetSocketAddress address) throws IOException {
        EarlyProbes probes = new EarlyProbes(HttpServer.create(address, 0));
        probes.server.createContext("/", probes::answer);
        probes.server.setExecutor(probes.threads);
        probes.server.start();
        return probes;
    }

    /** Returns the port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Sets what the start is at, in words that anybody may read who reaches the port. */
    public void say(String what) {
        step = Objects.requireNonNull(what, "what");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean alive = LIVENESS.contains(path.substring(path.lastIndexOf('/') + 1));
            byte[] body = (alive ? "{\"status\":\"UP\"}" : notReady()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Connection", "close");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(alive ? 200 : 503, head ? -1 : body.length);
            if (!head) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        }
    }

    private String notReady() {
        String text = step.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
        return "{\"status\":\"OUT_OF_SERVICE\",\"details\":{\"start\":\"" + text + "\"}}";
    }

    /** Frees the port at once. Does nothing if it is free already. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
