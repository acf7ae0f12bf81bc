package com.example.servers;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.List;

/** The server that comes with the JDK, which has filters of its own kind and none of ours for response headers. */
final class JdkVisits implements RunningServer {

    private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);

    JdkVisits() throws IOException {
        HttpContext context = server.createContext("/visits", JdkVisits::book);
        // What is added:
        Route route = Route.parse("POST /visits");
        RateLimitRule rule =
                RateLimitRule.of("visits", List.of(route), RateLimitKey.CLIENT_ADDRESS, RateLimit.parse("5/1h"));
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(rule));
        List<Filter> filters = List.of(
                new CorrelationHttpFilter(),
                new BodySizeHttpFilter(1_024),
                RateLimitHttpFilter.byAddress(limits, ClientAddresses.ofPeers()));
        context.getFilters().addAll(filters);
        // Until here.
        server.start();
    }

    private static void book(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] visit = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, visit.length);
            exchange.getResponseBody().write(visit);
        }
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
