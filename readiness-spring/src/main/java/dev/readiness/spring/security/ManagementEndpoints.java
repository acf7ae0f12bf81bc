package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.FurtherEndpoints;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;

/** The operations of the actuator where it answers on a port of its own. */
final class ManagementEndpoints implements FurtherEndpoints, ElsewhereAccess {

    private static final String ON_ITS_PORT = " on the management port";

    private final ActuatorOperations operations;

    private final ActuatorAccess access;

    private final ManagementServer server;

    ManagementEndpoints(ActuatorOperations operations, ActuatorAccess access, ManagementServer server) {
        this.operations = operations;
        this.access = access;
        this.server = server;
    }

    @Override
    public List<Endpoint> endpoints() {
        return server.portType() == ManagementPortType.DIFFERENT
                ? operations.byEndpoint().values().stream()
                        .flatMap(List::stream)
                        .map(ManagementEndpoints::onItsPort)
                        .toList()
                : List.of();
    }

    @Override
    public Optional<Access> of(Endpoint endpoint) {
        return endpoint.handler().endsWith(ON_ITS_PORT) && !endpoint.isApplication()
                ? Optional.of(access.of(endpoint))
                : Optional.empty();
    }

    private static Endpoint onItsPort(Endpoint operation) {
        return new Endpoint(
                operation.method(),
                operation.path(),
                operation.handler() + ON_ITS_PORT,
                operation.origin(),
                operation.writes(),
                operation.consumesInput(),
                operation.unboundedCollection());
    }
}
