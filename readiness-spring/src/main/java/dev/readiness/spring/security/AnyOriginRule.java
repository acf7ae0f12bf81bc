package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;

/** Finds answers that any other site may read in the name of a user. */
final class AnyOriginRule implements ReadinessRule {

    private static final String ID = "browser.cors-any-origin";

    private final FilterChainOracle chains;

    private final SharedOrigins origins;

    private final EndpointHandlers handlers;

    AnyOriginRule(FilterChainOracle chains, SharedOrigins origins, EndpointHandlers handlers) {
        this.chains = chains;
        this.origins = origins;
        this.handlers = handlers;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Map<Endpoint, List<CorsConfiguration>> shared = new LinkedHashMap<>();
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            List<CorsConfiguration> configurations = configurationsOf(endpoint).toList();
            if (!configurations.isEmpty()) {
                shared.put(endpoint, configurations);
            }
        }
        List<String> open = shared.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(SharedOrigins::isOpenWithCredentials))
                .map(entry -> entry.getKey().id())
                .sorted()
                .toList();
        if (shared.isEmpty()) {
            return List.of();
        }
        return List.of(open.isEmpty() ? pass(shared.size()) : fail(open));
    }

    private Stream<CorsConfiguration> configurationsOf(Endpoint endpoint) {
        Stream<Object> filters = chains.chainFor(endpoint).stream()
                .map(SecurityFilterChain::getFilters)
                .flatMap(List::stream);
        Stream<CorsConfiguration> configured =
                chains.requestTo(endpoint).stream().flatMap(request -> origins.of(request, filters).stream());
        Stream<CorsConfiguration> annotated =
                handlers.handlerOf(endpoint).stream().flatMap(handler -> SharedOrigins.of(handler).stream());
        return Stream.concat(configured, annotated);
    }

    private static Finding pass(int endpoints) {
        return Finding.pass(
                ID,
                Finding.APPLICATION,
                new Evidence(
                        "CORS configuration of the running filters, mappings and handlers",
                        "%d endpoints are shared, none with credentials and any site at once".formatted(endpoints)));
    }

    private static Finding fail(List<String> open) {
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "Any site that a user visits may call %s with the user's cookies and read the answer."
                        .formatted(open.stream().collect(Collectors.joining(", "))),
                "Name the sites: setAllowedOrigins(List.of(\"https://app.example.com\")), or drop setAllowCredentials(true).",
                new Evidence(
                        "CORS configuration of the running application, asked for a site that nobody listed",
                        "credentials are allowed for it at " + open.get(0)));
    }
}
