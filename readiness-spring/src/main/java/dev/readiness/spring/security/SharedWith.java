package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.web.cors.CorsConfiguration;

/**
 * What says which other sites may read the answers of one endpoint.
 *
 * @param filters configurations of filters that stand before it
 * @param mappings those of handler mappings, for all that they map
 */
record SharedWith(List<CorsConfiguration> filters, List<CorsConfiguration> mappings) {

    SharedWith {
        filters = List.copyOf(filters);
        mappings = List.copyOf(mappings);
    }

    /** Returns who knows what is in force at an endpoint: a filter answers first, and no annotation allows what it refuses. */
    static Function<Endpoint, List<CorsConfiguration>> inForce(
            Function<Endpoint, SharedWith> configured, EndpointHandlers handlers) {
        return endpoint -> {
            SharedWith shared = configured.apply(endpoint);
            return shared.filters().isEmpty() ? shared.withoutFilters(endpoint, handlers) : shared.filters();
        };
    }

    private List<CorsConfiguration> withoutFilters(Endpoint endpoint, EndpointHandlers handlers) {
        List<CorsConfiguration> all = new ArrayList<>(mappings);
        handlers.handlerOf(endpoint).map(OpenOrigins::of).ifPresent(all::addAll);
        return all;
    }
}
