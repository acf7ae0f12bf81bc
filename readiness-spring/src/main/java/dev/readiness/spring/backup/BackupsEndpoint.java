package dev.readiness.spring.backup;

import dev.readiness.backup.BackupState;
import dev.readiness.backup.Backups;
import dev.readiness.backup.RestoreEvidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows how backups stand; writing to it takes one, and tests its restore where asked. Nobody may, until
 * {@code management.endpoint.backups.access} says so.
 */
@Endpoint(id = "backups", defaultAccess = Access.NONE)
public final class BackupsEndpoint {

    private final Backups backups;

    BackupsEndpoint(Backups backups) {
        this.backups = backups;
    }

    /** Returns how backups stand. */
    @ReadOperation
    public Standing standing() {
        BackupState state = backups.state();
        return new Standing(
                state.lastBackup().orElse(null),
                state.lastPassed().orElse(null),
                state.lastTest().orElse(null),
                backups.problems());
    }

    /**
     * Takes a backup now.
     *
     * @param test whether its restore is tested, too
     */
    // Spring Boot 3.5 knows a parameter that may be left out by this annotation alone.
    @SuppressWarnings("deprecation")
    @WriteOperation
    public Standing run(@org.springframework.lang.Nullable Boolean test) {
        var file = backups.run();
        if (Boolean.TRUE.equals(test)) {
            backups.test(file);
        }
        return standing();
    }

    /**
     * How backups stand.
     *
     * @param lastBackup when the last was taken
     * @param lastTestedRestore when a restore was last proven
     * @param lastTest what the last test showed
     * @param problems what is wrong now
     */
    public record Standing(
            @Nullable Instant lastBackup,
            @Nullable Instant lastTestedRestore,
            @Nullable RestoreEvidence lastTest,
            List<String> problems) {}
}
