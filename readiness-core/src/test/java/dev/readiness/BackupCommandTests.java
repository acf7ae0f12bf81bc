package dev.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTests {

    private static final String KEY = "dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLWJhY2t1cHM=";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private int run(Map<String, String> environment, String... arguments) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return BackupCommand.run(List.of(arguments), environment, out, out);
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        assertThat(run(Map.of(), "test", "file")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("READINESS_DATABASE_URL", "READINESS_BACKUP_KEY", "READINESS_SCRATCH_URL");
    }

    @Test
    void aBackupIsTakenAndTestedAndNotRestoredOverTheLiveDatabase() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE a AS SELECT 1 AS v");
            }
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Map<String, String> environment =
                    Map.of("READINESS_BACKUP_KEY", KEY, "READINESS_DATABASE_URL", url, "READINESS_SCRATCH_URL", url);

            assertThat(run(environment, "run", directory.toString())).isZero();
            String file = backup();
            assertThat(run(environment, "test", file)).isZero();
            assertThat(run(environment, "restore", file)).isEqualTo(1);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("Backed up to ", "compared 1 tables with 1 rows", "must be empty but has public.a");
        }
    }

    private String backup() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".readiness"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }
}
