package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;

/**
 * What the application consists of, as far as it could be seen.
 *
 * @param application name of the application
 * @param endpoints every way in that was found, in a stable order
 */
public record Inventory(String application, List<Endpoint> endpoints) {

    /** Checks and copies the parts. */
    public Inventory {
        Objects.requireNonNull(application, "application");
        endpoints = List.copyOf(endpoints);
    }

    /** Returns the endpoints that the application's own code brought. */
    public List<Endpoint> applicationEndpoints() {
        return endpoints.stream().filter(Endpoint::isApplication).toList();
    }
}
