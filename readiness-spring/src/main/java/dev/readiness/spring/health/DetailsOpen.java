package dev.readiness.spring.health;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.List;
import java.util.Optional;

/** Finds health endpoints that tell everybody what the application consists of. */
final class DetailsOpen {

    static final String ID = "health.details-open";

    private final HealthFacts facts;

    DetailsOpen(HealthFacts facts) {
        this.facts = facts;
    }

    List<Finding> assess() {
        Optional<RunningHealth> health = facts.runningHealth();
        if (health.isEmpty() || health.get().path().isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No health endpoint answers over HTTP."));
        }
        return List.of(assess(health.get()));
    }

    private Finding assess(RunningHealth health) {
        if (health.detailedToAnyone().isEmpty()) {
            return Finding.pass(
                    ID,
                    Finding.APPLICATION,
                    new Evidence("groups of the running health endpoint", "show details to no caller without a login"));
        }
        Evidence evidence = new Evidence(
                "groups of the running health endpoint",
                health.detailedToAnyone() + " show details to a caller without a login");
        if (facts.isBoundToLoopback()) {
            return Finding.pass(
                    ID,
                    Finding.APPLICATION,
                    evidence,
                    new Evidence("management.server.address", "only this machine reaches it"));
        }
        return facts.isSecured()
                ? Finding.unknown(
                        ID,
                        Finding.APPLICATION,
                        "Whether a caller without a login gets as far as "
                                + health.path().orElse("health") + " could not be seen.",
                        evidence)
                : Finding.fail(
                        ID,
                        Finding.APPLICATION,
                        "Anybody may read what the application consists of, where it runs and what is wrong with it.",
                        "management.endpoint.health.show-details=when-authorized",
                        evidence);
    }
}
