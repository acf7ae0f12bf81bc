package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether browsers are told to come back encrypted only. */
final class StrictTransportRule implements ReadinessRule {

    private static final String ID = "browser.hsts-missing";

    private final Pages pages;

    private final OwnTls tls;

    StrictTransportRule(Pages pages, OwnTls tls) {
        this.pages = pages;
        this.tls = tls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Endpoint> endpoints = inventory.applicationEndpoints();
        Optional<Endpoint> without =
                endpoints.stream().filter(endpoint -> !isSentAt(endpoint)).findFirst();
        if (endpoints.isEmpty()) {
            return List.of();
        }
        return List.of(without.map(this::missingAt)
                .orElseGet(() -> Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence("dry run of the filters that add headers", "sent with every encrypted answer"))));
    }

    private boolean isSentAt(Endpoint endpoint) {
        return pages.headersOf(endpoint).orElseGet(Map::of).containsKey("Strict-Transport-Security");
    }

    private Finding missingAt(Endpoint endpoint) {
        if (!tls.endsHere()) {
            return Finding.unknown(
                    ID,
                    Finding.APPLICATION,
                    "The application does not send it, and TLS does not end here: the proxy that ends it may, which cannot be seen from here.");
        }
        return pages.mayBeChangedElsewhere(endpoint)
                ? Finding.unknown(ID, Finding.APPLICATION, "A filter or interceptor of the application may add it.")
                : Finding.fail(
                        ID,
                        Finding.APPLICATION,
                        "The application speaks TLS itself and does not tell browsers to insist on it, at %s for example."
                                .formatted(endpoint.id()),
                        "http.headers(headers -> headers.httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds(31536000)))",
                        new Evidence("dry run of the filters that add headers", "not sent with an encrypted answer"));
    }
}
