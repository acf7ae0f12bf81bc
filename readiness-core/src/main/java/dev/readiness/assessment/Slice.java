package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;

/**
 * One complete workflow of the application: sign up, do the core thing, get the result.
 *
 * @param name name of the workflow
 * @param endpoints {@link Endpoint#id() ids} of the endpoints that it goes through, for example {@code POST /signup}; one
 *     without a method means every method of that path, {@code *} stands for one part of a path, and {@code /**} at the end
 *     for everything below
 */
public record Slice(String name, List<String> endpoints) {

    /** Checks that there is a name and at least one endpoint. */
    public Slice {
        Objects.requireNonNull(name, "name");
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException(
                    "'endpoints' must name at least one endpoint for the slice '" + name + "'");
        }
    }

    /** Returns whether the workflow goes through {@code endpoint}. */
    public boolean contains(Endpoint endpoint) {
        return endpoints.stream().anyMatch(pattern -> new EndpointPattern(pattern).matches(endpoint));
    }
}
