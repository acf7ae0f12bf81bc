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
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.setup.ServletEnvironment;
import jakarta.servlet.Filter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Dropwizard, whose resources are those of Jersey. */
final class DropwizardVisits extends Application<Configuration> implements RunningServer {

    private final AtomicReference<Server> server = new AtomicReference<>();

    DropwizardVisits() throws Exception {
        run("server", "dropwizard.yml");
    }

    @Override
    public void initialize(Bootstrap<Configuration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new ResourceConfigurationSourceProvider());
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
        environment.lifecycle().addServerLifecycleListener(server::set);
        environment.jersey().register(new Visits());
        ServletEnvironment servlets = environment.servlets();
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
        filters.forEach(each -> servlets.addFilter(each.toString(), each).addMappingForUrlPatterns(null, true, "/*"));
        // Until here.
    }

    @Override
    public int port() {
        return ((ServerConnector) server.get().getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.get().stop();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Path("/visits")
    public static final class Visits {

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        @Produces(MediaType.APPLICATION_JSON)
        public byte[] book(byte[] visit) {
            return visit;
        }
    }
}
