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
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with a servlet. */
final class JettyVisits implements RunningServer {

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

    JettyVisits() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(Visits.class, "/visits");
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
        server.setHandler(context);
        server.start();
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    public static final class Visits extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
    }
}
