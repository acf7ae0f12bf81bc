package dev.readiness.spring.health;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The health endpoint of a running application.
 *
 * @param path where it answers over HTTP, or nothing if it does not
 * @param groups the registered checks in each group
 * @param databaseChecks names of the checks that ask a database
 * @param kinds where each registered check looks
 * @param detailedToAnyone names of the groups that show details to a caller without a login; {@code health} is the endpoint
 *     itself
 */
record RunningHealth(
        Optional<String> path,
        Map<String, Set<String>> groups,
        Set<String> databaseChecks,
        Map<String, IndicatorKind> kinds,
        Set<String> detailedToAnyone) {

    static final String LIVENESS = "liveness";
    static final String READINESS = "readiness";

    RunningHealth {
        groups = Map.copyOf(groups);
        databaseChecks = Set.copyOf(databaseChecks);
        kinds = Map.copyOf(kinds);
        detailedToAnyone = Set.copyOf(detailedToAnyone);
    }

    boolean hasProbes() {
        return groups.keySet().containsAll(Set.of(LIVENESS, READINESS));
    }

    Set<String> readinessChecks() {
        return groups.getOrDefault(READINESS, Set.of());
    }
}
