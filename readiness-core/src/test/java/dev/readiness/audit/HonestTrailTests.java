package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Four processes of 16 writers each, in four languages and time zones and with clocks that jump, write to one trail, roll back, sleep in
 * their transactions, and have their sealers fight. Nobody does anything wrong, so nothing may be found wrong. 2,000 records by
 * default; {@code -Paudit-durability} writes 1,000,000.
 */
class HonestTrailTests {

    private static final int RECORDS = Integer.getInteger("audit.honest-records", 2_000);

    private static final List<List<String>> PLACES = List.of(
            List.of("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=America/St_Johns"),
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Europe/Istanbul"),
            List.of(
                    "-Duser.language=th",
                    "-Duser.country=TH",
                    "-Duser.timezone=Asia/Kathmandu",
                    "-Dfile.encoding=US-ASCII"),
            List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=Pacific/Apia"));

    @TempDir
    private Path directory;

    @Test
    void nothingIsFoundWrongWhereNobodyDidAnything() throws Exception {
        try (EmbeddedPostgres postgres = TestPostgres.forcing()) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
            AuditTestDatabase.recreateTables(database);
            AuditTestDatabase.execute(database, "CREATE TABLE booking (record_id UUID PRIMARY KEY)");
            List<Process> processes = new ArrayList<>();
            for (List<String> place : PLACES) {
                processes.add(start(place, postgres.getJdbcUrl("postgres", "postgres")));
            }
            long committed = 0;
            for (Process process : processes) {
                committed += committed(process);
            }

            requireNothingWrong(database, committed);
            System.out.printf("FIGURE %,d honest records of %d processes: no false alarm%n", committed, PLACES.size());
        }
    }

    private void requireNothingWrong(PGSimpleDataSource database, long committed) {
        try (AuditReceipts left = AuditReceipts.in(directory, KEY)) {
            AuditSealer sealer = AuditSealer.jdbc(
                    database,
                    KEY,
                    left,
                    List.of(),
                    SealSettings.STANDARD,
                    () -> InstantSource.system().instant().plus(Duration.ofHours(1)));
            sealer.sealAll();
            assertThat(sealer.state().lost()).isZero();
            assertThat(sealer.state().unwritten()).isZero();
            assertThat(left.waiting()).isZero();
        }
        AuditVerification found = AuditVerifier.jdbc(database, KEY).verify(List.of());
        assertThat(found.problems()).isEmpty();
        assertThat(found.unsealed()).isZero();
        assertThat(found.records()).isEqualTo(committed).isGreaterThanOrEqualTo(RECORDS);
    }

    private Process start(List<String> place, String url) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(place);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HonestWriters.class.getName(),
                url,
                directory.toString(),
                Integer.toString(RECORDS / PLACES.size())));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Returns how many records the process had committed; it says more only if it was wrongly alarmed. */
    private static long committed(Process process) throws IOException, InterruptedException {
        List<String> said;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            said = out.lines().filter(line -> line.startsWith("honest: ")).toList();
        }
        process.waitFor();
        assertThat(said).singleElement().asString().matches("honest: [0-9]+");
        return Long.parseLong(said.get(0).substring("honest: ".length()));
    }
}
