package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.migration.MigrationOutcome.Result;
import dev.readiness.migration.MigrationProgress.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SafeMigratorTests extends ScriptsOnPostgres {

    @Test
    void oneOfManyMigratesAndTheOthersWait() throws Exception {
        for (int i = 1; i <= 10; i++) {
            write("V" + i + "__t.sql", "CREATE TABLE t" + i + " (id bigint); SELECT pg_sleep(0.02)");
        }
        ExecutorService nodes = Executors.newFixedThreadPool(6);
        List<Future<MigrationOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            outcomes.add(nodes.submit(() -> migrator().migrate()));
        }
        List<Result> results = new ArrayList<>();
        for (Future<MigrationOutcome> outcome : outcomes) {
            results.add(outcome.get().result());
            assertThat(migrations().state().pending()).isEmpty();
        }
        nodes.shutdown();

        assertThat(results).filteredOn(Result.MIGRATED::equals).hasSize(1);
    }

    @Test
    void whoWaitsIsToldWhoMigratesAndHowFarThatIs() throws Exception {
        write("V1__t.sql", "CREATE TABLE t (id bigint)");
        write("V2__u.sql", "SELECT pg_advisory_xact_lock(42)");
        write("V3__v.sql", "SELECT 1");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Connection gate = database.getConnection()) {
            execute(gate, "SELECT pg_advisory_lock(42)");
            Future<MigrationOutcome> first = inBackground(migrator());
            Awaitility.await().until(() -> migrator().owner().orElse("").contains("V2__u.sql, 2 of 3"));
            Future<MigrationOutcome> second =
                    inBackground(migrator().telling(progress -> heard.add(progress.toString())));
            Awaitility.await().until(() -> !heard.isEmpty());
            execute(gate, "SELECT pg_advisory_unlock(42)");

            assertThat(first.get())
                    .isEqualTo(new MigrationOutcome(
                            Result.MIGRATED, List.of("V1__t.sql", "V2__u.sql", "V3__v.sql"), List.of()));
            assertThat(second.get().result()).isEqualTo(Result.WAITED);
        }
        assertThat(heard.get(0))
                .contains("V2__u.sql, 2 of 3 on ")
                .contains("process " + ProcessHandle.current().pid());
        assertThat(migrator().owner()).isEmpty();
        assertThat(names()).noneMatch(name -> name.startsWith("readiness-"));
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        write("V1__u.sql", "SELECT pg_advisory_xact_lock(42)");
        try (Connection gate = database.getConnection()) {
            execute(gate, "SELECT pg_advisory_lock(42)");
            Future<MigrationOutcome> first = inBackground(migrator());
            Awaitility.await()
                    .until(() -> migrator()
                            .owner()
                            .filter(owner -> owner.contains("V1__u.sql")) // it is named before it has begun
                            .isPresent());

            assertThatExceptionOfType(SafeMigrationException.class)
                    .isThrownBy(() -> migrator()
                            .with(new MigratorSettings(Duration.ZERO, Duration.ZERO, Duration.ofMillis(1)))
                            .migrate())
                    .withMessageContaining(
                            "Another process has the right to migrate for more than PT0.001S: V1__u.sql");
            execute(gate, "SELECT pg_advisory_unlock(42)");
            first.get();
        }
    }

    @Test
    void nothingIsDoneTwice() throws Exception {
        write("V1__t.sql", "CREATE TABLE t (id bigint)");
        migrator().migrate();

        assertThat(migrator().migrate().result()).isEqualTo(Result.UP_TO_DATE);
    }

    @Test
    void concurrentlyWorksAndWhatItLeavesInvalidIsNamed() throws Exception {
        write("V1__t.sql", "CREATE TABLE t (id bigint); INSERT INTO t VALUES (1), (1)");
        write("V2__i.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id)");
        assertThat(migrator().migrate().warnings()).isEmpty();
        try (Connection connection = database.getConnection()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(connection, "CREATE UNIQUE INDEX CONCURRENTLY t_one ON t (id)"));
        }

        assertThat(migrator().migrate().warnings()).singleElement().asString().contains("index t_one on t is INVALID");
    }

    @Test
    void nobodyWaitsLongerBehindAMigrationThanItsTimeOutAndItIsTriedAgain() throws Exception {
        write("V1__t.sql", "CREATE TABLE t (id bigint); INSERT INTO t VALUES (1)");
        migrator().migrate();
        write("V2__c.sql", "ALTER TABLE t ADD COLUMN c int");
        List<Step> steps = new CopyOnWriteArrayList<>();
        CountDownLatch tried = new CountDownLatch(1);
        long longest = 0;
        try (Connection reader = database.getConnection();
                Connection bystander = database.getConnection()) {
            reader.setAutoCommit(false);
            execute(reader, "SELECT * FROM t");
            Future<MigrationOutcome> migration = inBackground(migrator()
                    .with(new MigratorSettings(Duration.ofMillis(400), Duration.ofMinutes(1), Duration.ofMinutes(1)))
                    .telling(progress -> {
                        steps.add(progress.step());
                        if (progress.step() == Step.RETRYING) {
                            tried.countDown();
                        }
                    }));
            while (tried.getCount() > 0) {
                long before = System.nanoTime();
                execute(bystander, "SELECT * FROM t");
                longest = Math.max(longest, System.nanoTime() - before);
            }
            reader.commit();

            assertThat(migration.get().applied()).containsExactly("V2__c.sql");
        }
        assertThat(steps).contains(Step.MIGRATING, Step.RETRYING);
        assertThat(Duration.ofNanos(longest)).isBetween(Duration.ofMillis(100), Duration.ofMillis(1400));
    }

    @Test
    void whoHoldsTheLockIsNamedWhenItIsGivenUp() throws Exception {
        write("V1__t.sql", "CREATE TABLE t (id bigint)");
        migrator().migrate();
        write("V2__c.sql", "ALTER TABLE t ADD COLUMN c int");
        try (Connection reader = database.getConnection()) {
            reader.setAutoCommit(false);
            execute(reader, "SET application_name = 'a report'; SELECT * FROM t");

            assertThatExceptionOfType(SafeMigrationException.class)
                    .isThrownBy(() -> migrator()
                            .with(new MigratorSettings(Duration.ofMillis(100), Duration.ZERO, Duration.ofMinutes(1)))
                            .migrate())
                    .withMessageContaining("No lock on t within PT0.1S")
                    .withMessageContaining("('a report', idle in transaction");
        }
    }

    @Test
    void aSessionThatAProcessLeftBehindIsNamedAndWaitedFor() throws Exception {
        write("V1__t.sql", "CREATE TABLE t (id bigint)");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Connection gate = database.getConnection();
                Connection left = database.getConnection()) {
            execute(gate, "SELECT pg_advisory_lock(42)");
            try (MigrationLease lease = MigrationLease.open(flyway().getConfiguration(), "node-1 process 7")) {
                ((PostgresLease) lease).mark(left);
            }
            Future<?> statement = Executors.newSingleThreadExecutor().submit(() -> {
                execute(left, "SELECT pg_advisory_lock(42), 'ALTER TABLE'");
                PostgresLease.unmark(left);
                return null;
            });
            Future<MigrationOutcome> migration =
                    inBackground(migrator().telling(progress -> heard.add(progress.toString())));
            Awaitility.await().until(() -> !heard.isEmpty());
            execute(gate, "SELECT pg_advisory_unlock(42)");
            statement.get();

            assertThat(migration.get().result()).isEqualTo(Result.MIGRATED);
        }
        assertThat(heard.get(0))
                .contains("node-1 process 7, whose process is gone")
                .contains("pg_terminate_backend");
    }

    @Test
    void aProxyThatLendsSessionsForATransactionIsRefused() throws Exception {
        write("V1__t.sql", "CREATE TABLE t (id bigint)");
        try (Connection one = database.getConnection()) {
            PGSimpleDataSource proxy = new PGSimpleDataSource() {
                private static final long serialVersionUID = 1L;

                @Override
                public Connection getConnection() {
                    return SharedSession.of(one);
                }
            };

            assertThatExceptionOfType(SafeMigrationException.class)
                    .isThrownBy(() -> SafeMigrator.of(Flyway.configure()
                                    .dataSource(proxy)
                                    .locations("filesystem:" + scripts)
                                    .load())
                            .migrate())
                    .withMessageContaining("pool_mode=transaction");
        }
    }

    @Test
    void aMigrationThatFailsGivesTheRightBack() throws Exception {
        write("V1__t.sql", "CREATE TABLE t (id nonsense)");

        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> migrator().migrate());

        assertThat(migrator().owner()).isEmpty();
    }

    @Test
    void runsOnH2() throws Exception {
        write("V1__t.sql", "create table t (id bigint)");
        write("V2__u.sql", "create table u (id bigint)");
        org.h2.jdbcx.JdbcDataSource h2 = new org.h2.jdbcx.JdbcDataSource();
        h2.setURL("jdbc:h2:mem:safe;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=100");
        database = h2;
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<Future<MigrationOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            outcomes.add(nodes.submit(() -> migrator().migrate()));
        }
        List<Result> results = new ArrayList<>();
        for (Future<MigrationOutcome> outcome : outcomes) {
            results.add(outcome.get().result());
        }
        nodes.shutdown();

        assertThat(results).filteredOn(Result.MIGRATED::equals).hasSize(1);
        assertThat(migrator().owner()).isEmpty();
    }

    private Future<MigrationOutcome> inBackground(SafeMigrator migrator) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(migrator::migrate);
        } finally {
            thread.shutdown();
        }
    }

    private SafeMigrator migrator() {
        return SafeMigrator.of(flyway());
    }

    private Migrations migrations() {
        return Migrations.of(database, "filesystem:" + scripts);
    }

    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT coalesce(application_name, '') FROM pg_stat_activity WHERE datname = current_database()")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
