package dev.readiness.spring.health;

import java.util.Optional;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.context.ApplicationContext;

/** Where the health endpoint answers. */
final class HealthPath {

    private HealthPath() {}

    /** Returns the path, or nothing if it does not answer over HTTP. */
    static Optional<String> of(ApplicationContext context) {
        if (ManagementPortType.get(context.getEnvironment()) == ManagementPortType.DISABLED) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        context.getBeanProvider(PathMappedEndpoints.class).getIfAvailable())
                .map(endpoints -> endpoints.getPath(EndpointId.of("health")));
    }
}
