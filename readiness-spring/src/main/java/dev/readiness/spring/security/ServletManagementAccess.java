package dev.readiness.spring.security;

import dev.readiness.spring.assessment.EndpointOrigins;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Set;

/** Who reaches the actuator on a servlet server of its own; apart, because it needs the Servlet API on the class path. */
final class ServletManagementAccess {

    private ServletManagementAccess() {}

    static ApplicationAccess of(ManagementServer server, List<AccessOracle> oracles, EndpointOrigins origins) {
        ServletContext context = server.servletContext().orElseThrow();
        List<AccessOracle> there = oracles.stream()
                .map(oracle -> oracle instanceof ServletOracle servlet ? servlet.on(context) : oracle)
                .toList();
        return new ApplicationAccess(there, List.of(new ServletGuards(context, operation -> Set.of(), origins)));
    }
}
