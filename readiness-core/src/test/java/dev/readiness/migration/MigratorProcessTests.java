package dev.readiness.migration;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that migrate at the same moment, few of them unless {@code -Pmigrators} asks for 50 with 20 migrations. */
class MigratorProcessTests {

    private static final boolean LARGE = Boolean.getBoolean("readiness.migrators.large");

    private static final int PROCESSES = LARGE ? 50 : 3;
    private static final int MIGRATIONS = LARGE ? 20 : 5;

    @TempDir
    private Path scripts;

    @Test
    void oneOfManyProcessesMigrates() throws Exception {
        for (int i = 1; i <= MIGRATIONS; i++) {
            Files.writeString(
                    scripts.resolve("V" + i + "__t.sql"),
                    "CREATE TABLE t" + i + " (id bigint); INSERT INTO t" + i
                            + " SELECT generate_series(1, 1000); SELECT pg_sleep(0.1)");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "250")
                .start()) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(postgres.getJdbcUrl("postgres", "postgres")));
            }
            List<BufferedReader> outputs = new ArrayList<>();
            for (Process process : processes) {
                var output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                outputs.add(output);
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> "ready".equals(output.readLine()));
            }
            for (Process process : processes) {
                process.getOutputStream().write('g');
                process.getOutputStream().flush();
            }
            List<String[]> ends = new ArrayList<>();
            for (BufferedReader output : outputs) {
                ends.add(output.lines()
                        .filter(line -> line.startsWith("end "))
                        .findFirst()
                        .orElse("end FAILED 0 0")
                        .split(" "));
            }
            for (Process process : processes) {
                assertThat(process.waitFor()).isZero();
            }

            assertThat(ends)
                    .filteredOn(end -> end[1].equals("MIGRATED"))
                    .singleElement()
                    .satisfies(end -> assertThat(end[2]).isEqualTo("" + MIGRATIONS));
            assertThat(ends).noneMatch(end -> end[1].equals("FAILED"));
            report(ends);
        }
    }

    @Test
    void whatAKilledProcessLeftRunningIsNamedAndWaitedFor() throws Exception {
        Files.writeString(scripts.resolve("V1__t.sql"), "CREATE TABLE t (id bigint); SELECT pg_advisory_xact_lock(42)");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection gate = postgres.getPostgresDatabase().getConnection();
                Statement statement = gate.createStatement()) {
            SafeMigrator migrator = SafeMigrator.of(Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .locations("filesystem:" + scripts)
                    .load());
            statement.execute("SELECT pg_advisory_lock(42)");
            Process process = start(postgres.getJdbcUrl("postgres", "postgres"));
            process.getOutputStream().write('g');
            process.getOutputStream().flush();
            // Killed any earlier, the statement that is to be left behind may not have reached the server yet.
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> somebodyWaits(statement));
            assertThat(migrator.owner()).get(as(STRING)).startsWith("V1__t.sql, 1 of 1");
            process.destroyForcibly().waitFor();

            List<String> heard = new CopyOnWriteArrayList<>();
            CompletableFuture<MigrationOutcome> next = CompletableFuture.supplyAsync(() ->
                    migrator.telling(progress -> heard.add(progress.text())).migrate());
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            heard.stream().anyMatch(text -> text.contains("of process " + process.pid() + " of ")));
            statement.execute("SELECT pg_advisory_unlock(42)");

            assertThat(next.get().applied()).containsExactly("V1__t.sql");
        }
    }

    private static boolean somebodyWaits(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** How long after the migrator the last one was ready is a figure, not a promise of a busy machine. */
    private static void report(List<String[]> ends) {
        long migrated = ends.stream()
                .filter(end -> end[1].equals("MIGRATED"))
                .mapToLong(end -> Long.parseLong(end[3]))
                .sum();
        long last = ends.stream()
                .map(end -> Long.parseLong(end[3]))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (LARGE) {
            System.out.println(ends.size() + " processes, the last one ready " + (last - migrated)
                    + " ms after the one that migrated");
        }
    }

    private Process start(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigratorProcess.class.getName(),
                        url,
                        scripts.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
