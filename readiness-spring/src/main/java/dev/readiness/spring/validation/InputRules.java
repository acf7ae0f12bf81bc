package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rules about what the application's own endpoints let in. */
final class InputRules {

    private static final String UNCHECKED = "validation.input-unchecked";

    private static final String UNBOUNDED = "validation.input-unbounded";

    private static final String SOURCE = "parameters and constraints, as the running validator sees them";

    private final Function<Endpoint, Optional<List<ParameterReview>>> reviews;

    InputRules(Function<Endpoint, Optional<List<ParameterReview>>> reviews) {
        this.reviews = reviews;
    }

    ReadinessRule inputUnchecked() {
        return ReadinessRule.of(
                RuleCatalogue.describe(UNCHECKED),
                inventory -> findings(inventory, UNCHECKED, check -> check.isUnchecked()));
    }

    ReadinessRule inputUnbounded() {
        return ReadinessRule.of(
                RuleCatalogue.describe(UNBOUNDED),
                inventory -> findings(inventory, UNBOUNDED, check -> check == InputCheck.PARTIAL));
    }

    private List<Finding> findings(Inventory inventory, String rule, Predicate<InputCheck> fails) {
        return inventory.applicationEndpoints().stream()
                .map(endpoint -> finding(endpoint, rule, fails))
                .toList();
    }

    private Finding finding(Endpoint endpoint, String rule, Predicate<InputCheck> fails) {
        List<ParameterReview> parameters = reviews.apply(endpoint).orElse(null);
        if (parameters == null && !endpoint.consumesInput()) {
            return Finding.notApplicable(rule, endpoint.id(), "It reads nothing that the caller chooses.");
        }
        if (parameters == null) {
            return Finding.unknown(rule, endpoint.id(), "What answers this endpoint is no method with parameters.");
        }
        if (parameters.isEmpty()) {
            return Finding.notApplicable(rule, endpoint.id(), "It reads nothing that the caller chooses.");
        }
        Evidence evidence = new Evidence(
                SOURCE, parameters.stream().map(ParameterReview::summary).collect(Collectors.joining("; ")));
        List<ParameterReview> failing = parameters.stream()
                .filter(parameter -> parameter.kind() != InputKind.KEY && fails.test(parameter.check()))
                .toList();
        if (!failing.isEmpty()) {
            return Finding.fail(
                    rule,
                    endpoint.id(),
                    joined(failing, InputRemedies::problem),
                    joined(failing, parameter -> InputRemedies.remedy(parameter, endpoint.handler())),
                    evidence);
        }
        if (parameters.stream().anyMatch(parameter -> parameter.check() == InputCheck.LOOKED_AT)) {
            return Finding.unknown(
                    rule,
                    endpoint.id(),
                    "The code of the handler looks at it without a constraint; how far could not be seen.",
                    evidence);
        }
        return parameters.stream().anyMatch(parameter -> parameter.check() == InputCheck.UNKNOWN)
                ? Finding.unknown(
                        rule, endpoint.id(), "An @InitBinder may add a validator that cannot be seen.", evidence)
                : Finding.pass(rule, endpoint.id(), evidence);
    }

    private static String joined(List<ParameterReview> parameters, Function<ParameterReview, String> text) {
        return parameters.stream().map(text).collect(Collectors.joining(" "));
    }
}
