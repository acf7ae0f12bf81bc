package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a {@link SafeMigrator} does with rows that pending migrations do not take. Immutable.
 *
 * @param policy for checks of which no side file says anything else; {@code FAIL} or {@code QUARANTINE}
 * @param mostQuarantined how many rows may be moved for one check; with more of them the check is more likely wrong than the rows
 * @param batch how many rows one transaction transforms
 */
public record PreflightSettings(PreflightPolicy policy, long mostQuarantined, int batch) {

    /** Checks the parts. */
    public PreflightSettings {
        Objects.requireNonNull(policy, "policy");
        List<String> faults = new ArrayList<>();
        if (policy == PreflightPolicy.TRANSFORM) {
            faults.add("'policy' must be FAIL or QUARANTINE, because how to transform is said for each check");
        }
        if (mostQuarantined < 1) {
            faults.add("'mostQuarantined' must be positive but is " + mostQuarantined);
        }
        if (batch < 1) {
            faults.add("'batch' must be positive but is " + batch);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** Returns to fail, to move 10,000 rows at most where that is asked for, and batches of 5,000. */
    public static PreflightSettings defaults() {
        return new PreflightSettings(PreflightPolicy.FAIL, 10_000, 5_000);
    }
}
