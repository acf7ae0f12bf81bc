package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** Finds endpoints that return as much as there is. */
final class UnboundedCollections {

    private static final String ID = "scaling.collection-unbounded";
    private static final String SOURCE = "signature of the running handler";

    private final ObjectProvider<EndpointHandlers> handlers;

    UnboundedCollections(ObjectProvider<EndpointHandlers> handlers) {
        this.handlers = handlers;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        return inventory.applicationEndpoints().stream()
                .filter(endpoint ->
                        endpoint.method().equals("GET") || endpoint.method().equals("*"))
                .flatMap(this::assess)
                .toList();
    }

    private Stream<Finding> assess(Endpoint endpoint) {
        return Optional.ofNullable(handlers.getIfAvailable())
                .flatMap(methods -> methods.handlerOf(endpoint))
                .map(ReturnedRows::of)
                .map(rows -> findingOf(endpoint, rows))
                .orElseGet(() -> endpoint.unboundedCollection() ? Stream.of(repository(endpoint)) : Stream.empty());
    }

    private static Stream<Finding> findingOf(Endpoint endpoint, ReturnedRows rows) {
        return switch (rows.bound()) {
            case NO_ROWS -> Stream.empty();
            case PRESENT -> Stream.of(Finding.pass(ID, endpoint.id(), new Evidence(SOURCE, rows.how())));
            case UNKNOWN ->
                Stream.of(Finding.unknown(
                        ID, endpoint.id(), "Whether there is a bound could not be seen: %s.".formatted(rows.how())));
            case NONE -> Stream.of(fail(endpoint, rows));
        };
    }

    private static Finding fail(Endpoint endpoint, ReturnedRows rows) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "It returns a whole collection, which grows with the number of customers.",
                "Add a parameter `org.springframework.data.domain.Pageable page` to " + endpoint.handler()
                        + " and pass it to the repository, or limit the query there.",
                new Evidence(SOURCE, rows.how()));
    }

    private static Finding repository(Endpoint endpoint) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "It returns all rows of a repository, which grow with the number of customers.",
                "Let " + endpoint.handler()
                        + " extend PagingAndSortingRepository, or give a search a parameter"
                        + " `org.springframework.data.domain.Pageable page` and the return type Page.",
                new Evidence("resources that Spring Data REST exports", "the resource has no pages"));
    }
}
