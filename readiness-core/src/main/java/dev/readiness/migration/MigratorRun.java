package dev.readiness.migration;

import dev.readiness.migration.MigrationOutcome.Result;
import dev.readiness.migration.MigrationProgress.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/** One call of {@link SafeMigrator#migrate()}. For one thread. */
final class MigratorRun {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Duration POLL = Duration.ofMillis(300);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Flyway flyway;
    private final MigratorSettings settings;
    private final Consumer<MigrationProgress> listener;
    private final MigrationLease lease;
    private final List<MigrationGuard> guards;
    private final Optional<DriftPolicy> drift;
    private String said = "";

    MigratorRun(
            Flyway flyway,
            MigratorSettings settings,
            Consumer<MigrationProgress> listener,
            MigrationLease lease,
            List<MigrationGuard> guards,
            Optional<DriftPolicy> drift) {
        this.flyway = flyway;
        this.settings = settings;
        this.listener = listener;
        this.lease = lease;
        this.guards = guards;
        this.drift = drift;
    }

    MigrationOutcome run() throws SQLException {
        long started = System.nanoTime();
        String known = "";
        boolean waited = false;
        while (!lease.tryAcquire()) {
            String owner = lease.owner().orElse("somebody who just ended");
            String who = owner.substring(owner.indexOf(" on ") + 1);
            // Asked only when somebody else has the lease than before: each time costs as much as a start.
            if (!who.equals(known) && isUpToDate()) {
                return new MigrationOutcome(waited ? Result.WAITED : Result.UP_TO_DATE, List.of(), List.of());
            }
            known = who;
            waited = true;
            say(Step.WAITING, "waiting for another process, which migrates: " + owner);
            stopAfter(
                    started,
                    "Another process has the right to migrate for more than " + settings.waitAtMost() + ": " + owner
                            + ". See what it does, or raise readiness.migration.run.wait-at-most.");
            pause(POLL);
        }
        waitForOrphans(started);
        if (lease instanceof H2Lease h2) {
            HalfDone.refuse(h2, flyway);
        }
        try (LeaseHeartbeat heartbeat = LeaseHeartbeat.start(lease)) {
            List<SchemaDifference> drifted = drifted();
            List<String> warnings =
                    new ArrayList<>(drifted.isEmpty() ? List.of() : List.of(SchemaDrift.sentence(drifted)));
            warnings.addAll(guard());
            List<String> applied = migrate(heartbeat);
            if (lease instanceof H2Lease h2 && !applied.isEmpty()) {
                h2.forgetJournal();
            }
            warnings.addAll(leftOver());
            record(applied, drifted);
            Result idle = waited ? Result.WAITED : Result.UP_TO_DATE;
            return new MigrationOutcome(applied.isEmpty() ? idle : Result.MIGRATED, applied, warnings);
        }
    }

    private List<SchemaDifference> drifted() throws SQLException {
        if (drift.isEmpty() || !(lease instanceof PostgresLease)) {
            return List.of();
        }
        List<SchemaDifference> drifted = SchemaDrift.of(flyway).differences();
        if (!drifted.isEmpty() && drift.get() == DriftPolicy.FAIL) {
            throw new SafeMigrationException("Nothing was migrated, because " + SchemaDrift.sentence(drifted)
                    + ". Undo that, or write it as a migration and call SchemaDrift.of(flyway).accept().");
        }
        return drifted;
    }

    private void record(List<String> applied, List<SchemaDifference> drifted) throws SQLException {
        SchemaDrift schema = SchemaDrift.of(flyway);
        if (drift.isPresent() && lease instanceof PostgresLease && (!applied.isEmpty() || !schema.isRecorded())) {
            schema.record(drifted);
        }
    }

    /** What is asked before each run, and only if there is something to run. */
    private List<String> guard() throws SQLException {
        List<String> said = new ArrayList<>();
        List<MigrationGuard> asked = guards.stream()
                .filter(guard -> lease instanceof PostgresLease || guard.isForAnyDatabase())
                .toList();
        if (!asked.isEmpty() && pending() > 0) {
            for (MigrationGuard guard : asked) {
                said.addAll(guard.beforeMigrating());
            }
        }
        return said;
    }

    /** Looks once, because all who waited look at the same moment; validates only what looks as if it would fail. */
    private boolean isUpToDate() {
        MigrationInfoService migrations = flyway.info();
        if (migrations.pending().length > 0) {
            return false;
        }
        boolean doubtful = Stream.of(migrations.all())
                .anyMatch(one -> one.getState().isFailed()
                        || !one.getState().isResolved()
                        || !one.isChecksumMatching()
                        || !one.isDescriptionMatching()
                        || !one.isTypeMatching());
        if (doubtful && flyway.getConfiguration().isValidateOnMigrate()) {
            flyway.validate();
        }
        return true;
    }

    /** What a process that was killed has begun goes on in the database, and keeps its locks. */
    private void waitForOrphans(long started) throws SQLException {
        if (!(lease instanceof PostgresLease postgres)) {
            return;
        }
        List<OrphanedSession> orphans = postgres.orphans();
        long named = 0;
        while (!orphans.isEmpty()) {
            if (orphans.get(0).pid() != named) {
                named = orphans.get(0).pid();
                say(Step.WAITING, "waiting for what was left behind: " + orphans.get(0));
            }
            stopAfter(
                    started,
                    "What was left behind has not ended within " + settings.waitAtMost() + ": " + orphans.get(0));
            pause(POLL);
            orphans = postgres.orphans();
        }
    }

    private List<String> migrate(LeaseHeartbeat heartbeat) {
        long started = System.nanoTime();
        List<String> applied = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            RunCallback callback = new RunCallback(lease, settings.lockTimeout(), this::pending, step -> {
                heartbeat.say(step);
                say(Step.MIGRATING, "migrating " + step);
            });
            try {
                applied.addAll(scripts(configured(callback).migrate()));
                return applied;
            } catch (FlywayException ex) {
                if (!isLockTimeout(ex)) {
                    throw ex;
                }
                String tables = String.join(", ", callback.locked());
                if (System.nanoTime() - started > settings.retryFor().toNanos()) {
                    throw new SafeMigrationException(
                            "No lock on " + tables + " within " + settings.lockTimeout() + ", tried " + attempt
                                    + " times in " + settings.retryFor() + ". "
                                    + LockHolders.of(flyway.getConfiguration().getDataSource(), callback.locked()),
                            ex);
                }
                Duration pause = backoff(attempt);
                say(
                        Step.RETRYING,
                        "no lock on " + tables + " within " + settings.lockTimeout() + ", again in " + pause.toMillis()
                                + " ms, attempt " + (attempt + 1));
                pause(pause);
            }
        }
    }

    private int pending() {
        return flyway.info().pending().length;
    }

    /** Returns the user's Flyway with what a run needs. */
    private Flyway configured(RunCallback callback) {
        Configuration own = flyway.getConfiguration();
        FluentConfiguration configuration = Flyway.configure(own.getClassLoader())
                .configuration(own)
                .callbacks(Stream.concat(Stream.of(callback), Stream.of(own.getCallbacks()))
                        .toArray(Callback[]::new))
                // Whoever holds Flyway's lock now is another tool or an end that is near; dying helps nobody.
                .lockRetryCount(-1);
        if (lease instanceof PostgresLease) {
            // Flyway's lock as a transaction is what CONCURRENTLY would wait for.
            configuration.configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
        }
        return configuration.load();
    }

    private static List<String> scripts(MigrateResult result) {
        return result.migrations.stream().map(Migrations::scriptOf).toList();
    }

    private static boolean isLockTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private List<String> leftOver() throws SQLException {
        if (!(lease instanceof PostgresLease)) {
            return List.of();
        }
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            return InvalidIndexes.in(connection);
        }
    }

    private void say(Step step, String text) {
        if (!text.equals(said)) {
            said = text;
            listener.accept(new MigrationProgress(step, text));
        }
    }

    private void stopAfter(long started, String message) {
        if (System.nanoTime() - started > settings.waitAtMost().toNanos()) {
            throw new SafeMigrationException(message);
        }
    }

    private static Duration backoff(int attempt) {
        return Duration.ofMillis(Math.min(LONGEST_PAUSE.toMillis(), 500L << Math.min(attempt - 1, 10)));
    }

    /** Waits for up to {@code most} and at least half of that, so that many do not come back at once. */
    private static void pause(Duration most) {
        try {
            Thread.sleep(most.toMillis() / 2 + ThreadLocalRandom.current().nextLong(most.toMillis() / 2 + 1));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new SafeMigrationException("The application was told to stop before it had migrated", ex);
        }
    }
}
