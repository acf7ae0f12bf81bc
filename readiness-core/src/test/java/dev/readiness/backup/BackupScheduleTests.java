package dev.readiness.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupScheduleTests {

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-26T20:30:00Z");

    @Test
    void backupsAndTestsAreMadeWhenTheyAreDue() throws Exception {
        try (TestPostgres postgres = new TestPostgres()) {
            DataSource live = postgres.database("CREATE TABLE a (v int)");
            Backups backups = Backups.of(postgres.backedUp(live), directory, PostgresBackupTests.KEY)
                    .with(BackupSettings.DEFAULT, Map.of())
                    .at(() -> now);
            try (BackupSchedule schedule =
                    new BackupSchedule(backups, Duration.ofHours(24), Optional.of(Duration.ofDays(7)))) {
                schedule.look();
                schedule.look();
                assertThat(files(".readiness")).isEqualTo(1);
                assertThat(files(".restored.json")).isEqualTo(1);

                now = now.plus(Duration.ofHours(24));
                schedule.look();
                assertThat(files(".readiness")).isEqualTo(2);
                assertThat(files(".restored.json")).isEqualTo(1);
            }
        }
    }

    @Test
    void afterAFailureItWaitsBeforeItTriesAgain() throws Exception {
        Files.writeString(directory.resolve("a-file"), "not a directory");
        DataSource none = new org.postgresql.ds.PGSimpleDataSource();
        Backups backups = Backups.of(
                        BackupDatabase.postgres(none, new dev.readiness.PostgresSchema(), null),
                        directory.resolve("a-file"),
                        PostgresBackupTests.KEY)
                .at(() -> now);
        try (BackupSchedule schedule = new BackupSchedule(backups, Duration.ofHours(24), Optional.empty())) {
            schedule.look();
            Files.delete(directory.resolve("a-file"));

            now = now.plus(Duration.ofMinutes(14));
            schedule.look();
            assertThat(directory.resolve("a-file")).doesNotExist();

            now = now.plus(Duration.ofMinutes(1));
            schedule.look();
            assertThat(directory.resolve("a-file")).isDirectory().isEmptyDirectory();
        }
    }

    private long files(String end) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .count();
        }
    }
}
