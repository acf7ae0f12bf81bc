package dev.readiness.spring.health;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds applications that are restarted for what a restart cannot mend. */
final class LivenessDependency {

    static final String ID = "health.dependency-in-liveness";

    private final HealthFacts facts;

    LivenessDependency(HealthFacts facts) {
        this.facts = facts;
    }

    List<Finding> assess() {
        Optional<RunningHealth> health = facts.runningHealth();
        if (health.isEmpty() || !health.get().hasProbes()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "There is no liveness probe."));
        }
        return List.of(assess(health.get()));
    }

    private static Finding assess(RunningHealth health) {
        Set<String> members = new TreeSet<>(health.groups().getOrDefault(RunningHealth.LIVENESS, Set.of()));
        Evidence evidence = new Evidence("liveness group of the running health endpoint", members.toString());
        Set<String> outside = named(members, health.kinds(), IndicatorKind.OUTSIDE);
        if (!outside.isEmpty()) {
            return Finding.fail(
                    ID,
                    Finding.APPLICATION,
                    "While " + outside + " cannot be reached, every instance is restarted again and again, which mends"
                            + " nothing and takes away what still works.",
                    "management.endpoint.health.group.liveness.include=livenessState",
                    evidence);
        }
        Set<String> own = named(members, health.kinds(), IndicatorKind.OWN);
        return own.isEmpty()
                ? Finding.pass(ID, Finding.APPLICATION, evidence)
                : Finding.unknown(
                        ID,
                        Finding.APPLICATION,
                        "Whether " + own + " look outside of the process could not be seen.",
                        evidence);
    }

    private static Set<String> named(Set<String> members, Map<String, IndicatorKind> kinds, IndicatorKind kind) {
        Set<String> named = new TreeSet<>(members);
        named.removeIf(name -> kinds.get(name) != kind);
        return named;
    }
}
