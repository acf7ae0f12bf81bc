package com.example.modular;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import dev.readiness.web.BodySizeHttpFilter;
import dev.readiness.web.CorrelationHttpFilter;
import dev.readiness.web.RateLimitHttpFilter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Serves visits with limits and an audit trail, uses them once, and says what came of it. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path trail = Files.createTempDirectory("modular").resolve("audit.jsonl");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        try (AuditStore store = AuditStore.file(trail)) {
            AuditTrail audit =
                    AuditTrail.of(store, new AuditRecord.Origin("modular", null, null), InstantSource.system());
            HttpContext context = server.createContext("/visits", exchange -> {
                exchange.getRequestBody().readAllBytes();
                audit.record(audit.entry("visit.book").build());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            RateLimitRule rule = RateLimitRule.of(
                    "visits",
                    List.of(Route.parse("POST /visits")),
                    RateLimitKey.CLIENT_ADDRESS,
                    RateLimit.parse("1/1h"));
            context.getFilters()
                    .addAll(List.of(
                            new CorrelationHttpFilter(),
                            new BodySizeHttpFilter(1_024),
                            RateLimitHttpFilter.byAddress(
                                    InboundRateLimits.inMemory(List.of(rule)), ClientAddresses.ofPeers())));
            server.start();
            System.out.println(RateLimitRule.class.getModule());
            System.out.println(
                    "answers: " + book(server, "x".repeat(2_000)) + " " + book(server, "") + " " + book(server, ""));
        } finally {
            server.stop(0);
        }
        long records = Files.readAllLines(trail).stream()
                .filter(line -> line.contains("visit.book"))
                .count();
        System.out.println("records: " + records);
    }

    private static int book(HttpServer server, String visit) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + server.getAddress().getPort() + "/visits"))
                                .POST(BodyPublishers.ofString(visit))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
