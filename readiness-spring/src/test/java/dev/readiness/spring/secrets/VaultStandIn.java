package dev.readiness.spring.secrets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Speaks so much of Vault's documented HTTP protocol as Spring Vault uses of it here: logins by AppRole and Kubernetes, and
 * reading from the key-value engine, version 2, and from one that lends logins of a database. It is no Vault.
 */
final class VaultStandIn implements AutoCloseable {

    static final String TOKEN = "test-vault-token";

    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger logins = new AtomicInteger();
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    final Set<String> tokens = ConcurrentHashMap.newKeySet();

    /** What it answers instead, if not 200. */
    volatile int status = 200;

    volatile boolean slow;

    final AtomicInteger loans = new AtomicInteger();
    final AtomicInteger extensions = new AtomicInteger();

    /** Makes a login: the number of the loan to a user name and a password, as JSON. */
    volatile IntFunction<String> lender =
            number -> "{\"username\":\"test-user-" + number + "\",\"password\":\"test-password-" + number + "\"}";

    /** How many seconds a loan lasts at first, and how many it lasts when it is extended. */
    volatile int length = 3600;

    volatile int extension = 3600;

    volatile boolean extendable = true;

    /** How many seconds the token of a login is valid. */
    volatile int lifetime = 3600;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    VaultStandIn() throws IOException {
        tokens.add(TOKEN);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v1/auth/approle/login", exchange -> logIn(exchange, "test-role-id", "test-secret-id"));
        server.createContext(
                "/v1/auth/kubernetes/login", exchange -> logIn(exchange, "test-role", "test-account-token"));
        server.createContext("/v1/secret/data/", this::read);
        server.createContext("/v1/database/creds/clinic", this::lend);
        server.createContext("/v1/sys/leases/renew", this::extend);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void logIn(HttpExchange exchange, String first, String second) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.contains(first) || !body.contains(second)) {
            answer(exchange, 400, "{\"errors\":[\"invalid role or secret ID: " + body.replace('"', '\'') + "\"]}");
            return;
        }
        String token = TOKEN + "-" + logins.incrementAndGet();
        tokens.add(token);
        answer(
                exchange,
                200,
                "{\"auth\":{\"client_token\":\"" + token + "\",\"renewable\":true,\"lease_duration\":" + lifetime
                        + "}}");
    }

    private void read(HttpExchange exchange) throws IOException {
        reads.incrementAndGet();
        try {
            if (slow) {
                closed.await();
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
        String path = exchange.getRequestURI().getPath().substring("/v1/secret/data/".length());
        String data = secrets.get(path);
        if (status != 200) {
            answer(exchange, status, "{\"errors\":[\"refused " + token + "\"]}");
        } else if (token == null || !tokens.contains(token)) {
            answer(exchange, 403, "{\"errors\":[\"permission denied for " + token + "\"]}");
        } else if (data == null) {
            answer(exchange, 404, "{\"errors\":[]}");
        } else if (data.equals("deleted")) {
            answer(
                    exchange,
                    404,
                    "{\"data\":{\"data\":null,\"metadata\":{\"created_time\":\"2026-01-01T00:00:00.0Z\","
                            + "\"deletion_time\":\"2026-01-02T00:00:00.0Z\",\"destroyed\":false,\"version\":3}}}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"data\":{\"data\":" + data + ",\"metadata\":{\"created_time\":\"2026-01-01T00:00:00.0Z\","
                            + "\"deletion_time\":\"\",\"destroyed\":false,\"version\":2}}}");
        }
    }

    private void lend(HttpExchange exchange) throws IOException {
        if (mayAsk(exchange)) {
            int number = loans.incrementAndGet();
            answer(exchange, 200, lease(number, length, lender.apply(number)));
        }
    }

    private void extend(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (mayAsk(exchange)) {
            extensions.incrementAndGet();
            if (extendable && body.contains("\"lease_id\":\"database/creds/clinic/" + loans.get() + "\"")) {
                answer(exchange, 200, lease(loans.get(), extension, "null"));
            } else {
                answer(exchange, 400, "{\"errors\":[\"lease not found or lease is not renewable\"]}");
            }
        }
    }

    private String lease(int number, int seconds, String data) {
        return "{\"lease_id\":\"" + (seconds == 0 ? "" : "database/creds/clinic/" + number) + "\",\"renewable\":"
                + extendable + ",\"lease_duration\":" + seconds + ",\"data\":" + data + "}";
    }

    private boolean mayAsk(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
        if (status != 200) {
            answer(exchange, status, "{\"errors\":[\"refused " + token + "\"]}");
        } else if (token == null || !tokens.contains(token)) {
            answer(exchange, 403, "{\"errors\":[\"permission denied for " + token + "\"]}");
        } else {
            return true;
        }
        return false;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
