package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointOrigins;
import java.util.List;

/** Who reaches the actuator, on whichever server it answers. */
final class ActuatorAccess {

    private final ManagementServer server;

    private final List<AccessOracle> oracles;

    private final List<OtherGuards> guards;

    private final EndpointOrigins origins;

    /**
     * @param guards what else stands before endpoints on the application's own port; interceptors of the application do not
     *     stand before the actuator
     */
    ActuatorAccess(
            ManagementServer server, List<AccessOracle> oracles, List<OtherGuards> guards, EndpointOrigins origins) {
        this.server = server;
        this.oracles = List.copyOf(oracles);
        this.guards = guards.stream()
                .filter(guard -> !(guard instanceof InterceptorGuards))
                .toList();
        this.origins = origins;
    }

    /** Returns who reaches {@code operation} of the actuator. */
    Access of(Endpoint operation) {
        return switch (server.portType()) {
            case SAME -> new ApplicationAccess(oracles, guards).of(operation);
            case DIFFERENT ->
                server.runsOnServlets()
                        ? ServletManagementAccess.of(server, oracles, origins).of(operation)
                        : Access.unknown("a management server of its own is not asked here");
            case DISABLED -> Access.restricted("the management port is switched off", "");
        };
    }
}
