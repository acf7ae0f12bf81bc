package dev.readiness.backup;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The rules about backups. The directory of backups is read at each assessment, never before. */
public final class BackupRules {

    private static final String MISSING = "backup.missing";
    private static final String TOO_OLD = "backup.too-old";
    private static final String NEVER_RESTORED = "backup.never-restored";

    private static final String OUTSIDE =
            "Nothing here makes backups. Whether something outside does cannot be seen from inside;"
                    + " attest it with what it rests on and until when.";

    private BackupRules() {}

    /**
     * Returns the rule {@code backup.missing}.
     *
     * @param backups the backups of this application, if it has any
     * @param hasData whether there is a database
     */
    public static ReadinessRule missing(Supplier<Optional<Backups>> backups, BooleanSupplier hasData) {
        return ReadinessRule.of(
                RuleCatalogue.describe(MISSING),
                inventory -> backups.get()
                        .map(BackupRules::missing)
                        .map(List::of)
                        .orElseGet(() -> outside(MISSING, hasData)));
    }

    /** Returns the rule {@code backup.too-old}; without backups it has nothing to look at. */
    public static ReadinessRule tooOld(Supplier<Optional<Backups>> backups) {
        return ReadinessRule.of(
                RuleCatalogue.describe(TOO_OLD),
                inventory -> backups.get().flatMap(BackupRules::tooOld).stream().toList());
    }

    /**
     * Returns the rule {@code backup.never-restored}.
     *
     * @param backups the backups of this application, if it has any
     * @param hasData whether there is a database
     */
    public static ReadinessRule neverRestored(Supplier<Optional<Backups>> backups, BooleanSupplier hasData) {
        return ReadinessRule.of(
                RuleCatalogue.describe(NEVER_RESTORED),
                inventory -> backups.get()
                        .map(BackupRules::neverRestored)
                        .map(List::of)
                        .orElseGet(() -> outside(NEVER_RESTORED, hasData)));
    }

    private static List<Finding> outside(String rule, BooleanSupplier hasData) {
        return hasData.getAsBoolean() ? List.of(Finding.unknown(rule, Finding.APPLICATION, OUTSIDE)) : List.of();
    }

    private static Finding missing(Backups backups) {
        return backups.state()
                .lastBackup()
                .map(time -> Finding.pass(MISSING, Finding.APPLICATION, seen("the newest is of " + time)))
                .orElseGet(() -> Finding.fail(
                        MISSING,
                        Finding.APPLICATION,
                        "Backups are set up, but there is none yet.",
                        "Look in the log why, or call the actuator endpoint backups.",
                        seen("no backup")));
    }

    private static Optional<Finding> tooOld(Backups backups) {
        Duration max = backups.settings().maxAge();
        return backups.state()
                .lastBackup()
                .map(time -> isOlder(backups, time, max)
                        ? Finding.fail(
                                TOO_OLD,
                                Finding.APPLICATION,
                                "The last backup is of " + time + ", longer ago than " + max.toHours() + " h.",
                                "Look in the log why backups fail.",
                                seen("the newest is of " + time))
                        : Finding.pass(TOO_OLD, Finding.APPLICATION, seen("the newest is of " + time)));
    }

    private static Finding neverRestored(Backups backups) {
        BackupState state = backups.state();
        Optional<RestoreEvidence> failed = state.lastTest().filter(test -> !test.passed());
        if (failed.isPresent()) {
            return fail(
                    backups,
                    "The last test of a restore failed: "
                            + String.join("; ", failed.get().problems()),
                    "tested at " + failed.get().testedAt());
        }
        if (state.lastPassed().isEmpty()) {
            return fail(backups, "No backup has ever been restored.", "no evidence of a tested restore");
        }
        Instant last = state.lastPassed().get();
        if (isOlder(backups, last, backups.settings().maxTestAge())) {
            return fail(backups, "The last tested restore is of " + last + ".", "passed at " + last);
        }
        return Finding.pass(NEVER_RESTORED, Finding.APPLICATION, seen("passed at " + last));
    }

    private static Finding fail(Backups backups, String problem, String seen) {
        return Finding.fail(
                NEVER_RESTORED,
                Finding.APPLICATION,
                problem,
                backups.isTestable()
                        ? "Wait for the next tested restore, or ask for one: POST {\"test\": true} to the actuator endpoint backups"
                        : "readiness.backup.scratch.url=jdbc:postgresql://a-server/postgres",
                seen(seen));
    }

    private static boolean isOlder(Backups backups, Instant time, Duration max) {
        return time.isBefore(backups.clock().instant().minus(max));
    }

    private static Evidence seen(String what) {
        return new Evidence("directory of backups", what);
    }
}
