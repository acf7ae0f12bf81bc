package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds the Java method behind an endpoint of the inventory, for rules and inspectors that read parameters and annotations.
 *
 * <p>Safe for use by many threads.
 */
public interface EndpointHandlers {

    /** Returns the method that answers {@code endpoint}, or nothing if something else than a method answers it. */
    Optional<HandlerMethod> handlerOf(Endpoint endpoint);

    /** Returns the method that answers {@code endpoint}, as the first of {@code all} that knows one says. */
    static Optional<HandlerMethod> find(ObjectProvider<EndpointHandlers> all, Endpoint endpoint) {
        return all.stream()
                .flatMap(handlers -> handlers.handlerOf(endpoint).stream())
                .findFirst();
    }

    /** Returns the repository that answers {@code endpoint}, if Spring Data REST put one there. */
    default Optional<ExportedRepository> repositoryOf(Endpoint endpoint) {
        return Optional.empty();
    }

    /** Returns whether the route of {@code endpoint} has a filter of its own, which may refuse what the handler would answer. */
    default boolean hasFilter(Endpoint endpoint) {
        return false;
    }
}
