package dev.readiness.spring.health;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds applications that take requests without looking whether their database is there. */
final class DependencyUnwatched {

    static final String ID = "health.dependency-unwatched";

    private static final String REMEDY = "management.endpoint.health.group.readiness.include=readinessState,%s";

    private final HealthFacts facts;

    DependencyUnwatched(HealthFacts facts) {
        this.facts = facts;
    }

    List<Finding> assess() {
        Set<String> dataSources = facts.dataSources();
        if (dataSources.isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "There is no data source."));
        }
        Optional<RunningHealth> health = facts.runningHealth();
        return List.of(health.isPresent() ? assess(health.get(), dataSources) : withoutHealth(dataSources));
    }

    private static Finding withoutHealth(Set<String> dataSources) {
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "Nothing watches " + dataSources + ", because there is no health endpoint.",
                "Add spring-boot-starter-actuator, then " + REMEDY.formatted("db"));
    }

    private static Finding assess(RunningHealth health, Set<String> dataSources) {
        Set<String> readiness = new TreeSet<>(health.readinessChecks());
        Evidence evidence = new Evidence("readiness group of the running health endpoint", readiness.toString());
        if (!Collections.disjoint(readiness, health.databaseChecks())) {
            return Finding.pass(ID, Finding.APPLICATION, evidence);
        }
        readiness.remove("readinessState");
        if (!readiness.isEmpty()) {
            String cause = "Whether " + readiness + " look at " + dataSources + " could not be seen.";
            return Finding.unknown(ID, Finding.APPLICATION, cause, evidence);
        }
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "An instance that has lost " + dataSources + " still says that it is ready, and answers 500.",
                remedy(health),
                evidence);
    }

    private static String remedy(RunningHealth health) {
        Set<String> checks = new TreeSet<>(health.databaseChecks());
        return checks.isEmpty()
                ? "Remove management.health.db.enabled=false, then " + REMEDY.formatted("db")
                : REMEDY.formatted(String.join(",", checks));
    }
}
