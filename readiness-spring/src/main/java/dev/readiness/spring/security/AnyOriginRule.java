package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.web.cors.CorsConfiguration;

/** Finds endpoints that scripts of any other site may call: in the name of a user, or with a token that they have. */
final class AnyOriginRule implements ReadinessRule {

    private final Sharing sharing;

    private final Function<Endpoint, List<CorsConfiguration>> configured;

    /**
     * @param configured what is in force at an endpoint
     */
    AnyOriginRule(Sharing sharing, Function<Endpoint, List<CorsConfiguration>> configured) {
        this.sharing = sharing;
        this.configured = configured;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(sharing.rule);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Map<Endpoint, List<CorsConfiguration>> shared = new LinkedHashMap<>();
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            List<CorsConfiguration> configurations = configured.apply(endpoint);
            if (!configurations.isEmpty()) {
                shared.put(endpoint, configurations);
            }
        }
        List<String> open = shared.entrySet().stream()
                .filter(entry -> isOpen(entry.getKey(), entry.getValue()))
                .map(entry -> entry.getKey().id())
                .sorted()
                .toList();
        if (shared.isEmpty()) {
            return List.of();
        }
        return List.of(open.isEmpty() ? pass(shared.size()) : fail(open));
    }

    /** Without credentials, what anybody may read anyway is shared with nobody who could not read it before. */
    private boolean isOpen(Endpoint endpoint, List<CorsConfiguration> configurations) {
        return sharing == Sharing.WITH_CREDENTIALS
                ? configurations.stream().anyMatch(OpenOrigins::isOpenWithCredentials)
                : endpoint.writes() && configurations.stream().anyMatch(OpenOrigins::isOpenWithoutCredentials);
    }

    private Finding pass(int endpoints) {
        return Finding.pass(
                sharing.rule,
                Finding.APPLICATION,
                new Evidence(
                        "CORS configuration of the running filters, mappings and handlers",
                        "%d endpoints are shared, %s".formatted(endpoints, sharing.none)));
    }

    private Finding fail(List<String> open) {
        return Finding.fail(
                sharing.rule,
                Finding.APPLICATION,
                sharing.problem.formatted(String.join(", ", open)),
                sharing.remedy,
                new Evidence(
                        "CORS configuration of the running application, asked for a site that nobody listed",
                        sharing.seen + open.get(0)));
    }

    /** What is shared with everybody. */
    enum Sharing {

        /** Answers to requests that carry the cookies of a user. */
        WITH_CREDENTIALS(
                "browser.cors-any-origin",
                "Any site that a user visits may call %s with the user's cookies and read the answer.",
                "Name the sites: setAllowedOrigins(List.of(\"https://app.example.com\")), or drop setAllowCredentials(true).",
                "credentials are allowed for it at ",
                "none with credentials and any site at once"),

        /** Changes, to scripts that have a token or need none. */
        WITHOUT_CREDENTIALS(
                "browser.cors-everybody",
                "Scripts of any site may call %s and read the answer, with a token that they got hold of or without one.",
                "Name the sites: @CrossOrigin(\"https://app.example.com\"), or once for all in a CorsConfigurationSource.",
                "it is allowed at ",
                "and no change with every site");

        private final String rule;

        private final String problem;

        private final String remedy;

        private final String seen;

        private final String none;

        Sharing(String rule, String problem, String remedy, String seen, String none) {
            this.rule = rule;
            this.problem = problem;
            this.remedy = remedy;
            this.seen = seen;
            this.none = none;
        }
    }
}
