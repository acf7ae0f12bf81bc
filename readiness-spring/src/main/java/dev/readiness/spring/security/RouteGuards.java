package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.stream.Stream;

/** Filters that functional routes put before their handlers. */
final class RouteGuards implements OtherGuards {

    private final EndpointHandlers handlers;

    RouteGuards(EndpointHandlers handlers) {
        this.handlers = handlers;
    }

    @Override
    public Stream<String> of(Endpoint endpoint) {
        return handlers.hasFilter(endpoint) ? Stream.of("a filter of the route") : Stream.empty();
    }
}
