package dev.readiness.assessment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An endpoint with what is in effect there.
 *
 * @param endpoint the endpoint
 * @param facts what each {@link EndpointInspector} said, by its aspect, in the order of the inspectors
 */
public record AssessedEndpoint(Endpoint endpoint, Map<String, EndpointInspector.Fact> facts) {

    /** Checks and copies the parts. */
    public AssessedEndpoint {
        Objects.requireNonNull(endpoint, "endpoint");
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
