package dev.readiness.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a tested restore showed.
 *
 * @param backup name of the file
 * @param takenAt when the backup was taken; {@link Instant#EPOCH} if the file could not be read
 * @param testedAt when the test began
 * @param took how long it took from the encrypted file to a database that was checked
 * @param tables how many tables were compared
 * @param rows how many rows were compared
 * @param leftOut what is not in the backup, each with the reason
 * @param problems what does not hold; the restore is proven only if there is none
 */
public record RestoreEvidence(
        String backup,
        Instant takenAt,
        Instant testedAt,
        Duration took,
        int tables,
        long rows,
        List<String> leftOut,
        List<String> problems) {

    /** Checks and copies the parts. */
    public RestoreEvidence {
        Objects.requireNonNull(backup, "backup");
        Objects.requireNonNull(takenAt, "takenAt");
        Objects.requireNonNull(testedAt, "testedAt");
        Objects.requireNonNull(took, "took");
        leftOut = List.copyOf(leftOut);
        problems = List.copyOf(problems);
    }

    /** Returns whether the backup is one that has been restored. */
    public boolean passed() {
        return problems.isEmpty();
    }
}
