package dev.readiness.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How backups stand.
 *
 * @param lastBackup when the newest backup was taken
 * @param lastTest what the last tested restore showed
 * @param lastPassed when a restore was last proven
 */
public record BackupState(
        Optional<Instant> lastBackup, Optional<RestoreEvidence> lastTest, Optional<Instant> lastPassed) {

    /** Returns what is wrong, one line each; empty if both the backup and its last tested restore are young enough. */
    public List<String> problems(BackupSettings settings, InstantSource clock) {
        List<String> problems = new ArrayList<>();
        late("backup", lastBackup, settings.maxAge(), clock).ifPresent(problems::add);
        late("tested restore", lastPassed, settings.maxTestAge(), clock).ifPresent(problems::add);
        lastTest.filter(test -> !test.passed())
                .ifPresent(test -> problems.add("The last test of a restore failed: " + test.problems()));
        return problems;
    }

    private static Optional<String> late(String what, Optional<Instant> last, Duration max, InstantSource clock) {
        if (last.isEmpty()) {
            return Optional.of("There is no " + what + " yet");
        }
        Duration age = Duration.between(last.get(), clock.instant());
        return age.compareTo(max) > 0
                ? Optional.of("The last " + what + " is " + age.toHours() + " h old, more than " + max.toHours() + " h")
                : Optional.empty();
    }
}
