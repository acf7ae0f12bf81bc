package com.example.servers;

import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import dev.readiness.web.BodySizeFilter;
import dev.readiness.web.CorrelationFilter;
import dev.readiness.web.RateLimitFilter;
import dev.readiness.web.SecurityHeaders;
import dev.readiness.web.SecurityHeadersFilter;
import io.javalin.Javalin;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Javalin, which runs on Jetty and has filters of servlets beneath its own handlers. */
final class JavalinVisits implements RunningServer {

    private final Javalin javalin;

    JavalinVisits() {
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.post("/visits", context -> context.result(context.bodyAsBytes()));
            config.jetty.modifyServletContextHandler(JavalinVisits::harden);
        });
        javalin.start("127.0.0.1", 0);
    }

    private static void harden(ServletContextHandler context) {
        // What is added:
        Route route = Route.parse("POST /visits");
        RateLimitRule rule =
                RateLimitRule.of("visits", List.of(route), RateLimitKey.CLIENT_ADDRESS, RateLimit.parse("5/1h"));
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(rule));
        List<Filter> filters = List.of(
                new CorrelationFilter(),
                new SecurityHeadersFilter(SecurityHeaders.strict()),
                new BodySizeFilter(1_024),
                RateLimitFilter.byAddress(limits, RateLimitFilter.byPath(limits), ClientAddresses.ofPeers()));
        filters.forEach(filter -> context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)));
        // Until here.
    }

    @Override
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
