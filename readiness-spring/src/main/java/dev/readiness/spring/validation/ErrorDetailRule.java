package dev.readiness.spring.validation;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The rule that errors tell a client nothing about the inside. */
final class ErrorDetailRule {

    private static final String ID = "validation.error-detail";

    private static final List<String> ATTRIBUTES =
            List.of("include-stacktrace", "include-message", "include-exception", "include-binding-errors");

    private final Supplier<Optional<Map<String, String>>> inEffect;

    private final Predicate<String> isSet;

    /**
     * Creates the rule.
     *
     * @param inEffect the properties of the running error handling that are not at their silent value; nothing if the
     *     application answers errors itself
     * @param isSet whether a property is set
     */
    ErrorDetailRule(Supplier<Optional<Map<String, String>>> inEffect, Predicate<String> isSet) {
        this.inEffect = inEffect;
        this.isSet = isSet;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), inventory -> List.of(finding()));
    }

    private Finding finding() {
        Map<String, String> talkative = inEffect.get().orElse(null);
        if (talkative == null) {
            return Finding.unknown(ID, Finding.APPLICATION, "The application answers errors in its own way.");
        }
        if (talkative.isEmpty()) {
            return Finding.pass(ID, Finding.APPLICATION, evidence("nothing beyond status and time is sent"));
        }
        String settings = String.join(", ", talkative.keySet());
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "An error tells the client more than the status: " + settings + ".",
                "Remove " + settings + " from the settings of production.",
                evidence(talkative.toString()));
    }

    private Evidence[] evidence(String observation) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("error properties in effect", observation));
        for (String attribute : ATTRIBUTES) {
            String dead = "server.error." + attribute;
            if (isSet.test(dead)) {
                evidence.add(new Evidence(
                        "environment",
                        dead + " is set, but this version of Spring Boot reads spring.web.error." + attribute));
            }
        }
        return evidence.toArray(Evidence[]::new);
    }
}
