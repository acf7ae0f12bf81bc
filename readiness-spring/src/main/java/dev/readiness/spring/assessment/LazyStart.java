package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import org.springframework.core.env.Environment;

/** Finds applications whose beans are made by the first request that needs them. */
final class LazyStart {

    private static final String ID = "deployment.lazy-start";

    private final Environment environment;

    LazyStart(Environment environment) {
        this.environment = environment;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        boolean lazy = environment.getProperty("spring.main.lazy-initialization", Boolean.class, false);
        Evidence evidence = new Evidence("spring.main.lazy-initialization", String.valueOf(lazy));
        return List.of(
                lazy
                        ? Finding.fail(
                                ID,
                                Finding.APPLICATION,
                                "Beans are made by the first request that needs them: a mistake in the configuration is found by a customer instead of the start, and an instance says that it is ready while it is not.",
                                "Remove spring.main.lazy-initialization, or keep it in a profile for development.",
                                evidence)
                        : Finding.pass(ID, Finding.APPLICATION, evidence));
    }
}
