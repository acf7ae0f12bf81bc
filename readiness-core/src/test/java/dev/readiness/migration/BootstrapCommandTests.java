package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapCommandTests {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void bootstrapsOnceAndRefusesTheSecondTime() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> environment = Map.of(
                    "READINESS_LIVE_URL",
                    postgres.getJdbcUrl("postgres", "template1"),
                    "READINESS_LIVE_USER",
                    "postgres",
                    "READINESS_SCRATCH_URL",
                    postgres.getJdbcUrl("postgres", "postgres"),
                    "READINESS_SCRATCH_USER",
                    "postgres");
            try (var connection = postgres.getTemplateDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE clinic (id bigint PRIMARY KEY)");
            }

            assertThat(run(environment, directory.toString())).as(text(err)).isZero();
            assertThat(text(out)).contains("spring.jpa.hibernate.ddl-auto=validate", "V1__baseline.sql");
            assertThat(run(environment, directory.toString())).isEqualTo(1);
            assertThat(text(err)).contains("history", "must be empty", "V1__baseline.sql");
        }
    }

    @Test
    void saysAllThatIsMissing() {
        assertThat(run(Map.of("READINESS_LIVE_URL", "jdbc:h2:mem:x"))).isEqualTo(2);
        assertThat(text(err)).contains("directory", "READINESS_LIVE_URL", "READINESS_SCRATCH_URL");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return BootstrapCommand.run(List.of(arguments), environment, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
