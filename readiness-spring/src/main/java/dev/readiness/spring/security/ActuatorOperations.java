package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;

/** What the running actuator really answers over HTTP: endpoints that are exposed, and their operations that are accessible. */
final class ActuatorOperations {

    private final Supplier<WebEndpointsSupplier> exposed;

    private final Supplier<PathMappedEndpoints> paths;

    /** Takes both late, because the report is itself an endpoint of the actuator. */
    ActuatorOperations(Supplier<WebEndpointsSupplier> exposed, Supplier<PathMappedEndpoints> paths) {
        this.exposed = exposed;
        this.paths = paths;
    }

    /** Returns the operations of each endpoint, by the endpoint's id. */
    Map<String, List<Endpoint>> byEndpoint() {
        Map<String, List<Endpoint>> operations = new LinkedHashMap<>();
        for (ExposableWebEndpoint endpoint : exposed.get().getEndpoints()) {
            List<Endpoint> ofOne = new ArrayList<>();
            endpoint.getOperations().forEach(operation -> ofOne.add(endpointOf(endpoint, operation)));
            operations.put(endpoint.getEndpointId().toLowerCaseString(), ofOne);
        }
        return operations;
    }

    String basePath() {
        return paths.get().getBasePath();
    }

    private Endpoint endpointOf(ExposableWebEndpoint endpoint, WebOperation operation) {
        WebOperationRequestPredicate request = operation.getRequestPredicate();
        String method = request.getHttpMethod().name();
        String rest = request.getMatchAllRemainingPathSegmentsVariable();
        String below = rest == null ? request.getPath() : request.getPath().replace("{*" + rest + "}", "**");
        return new Endpoint(
                method,
                basePath() + "/" + below,
                "actuator endpoint " + endpoint.getEndpointId(),
                Origin.FRAMEWORK,
                !method.equals("GET"),
                true,
                false);
    }
}
