package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTests {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("V1__clinic.sql"), "CREATE TABLE clinic (id bigint);");
        Files.writeString(directory.resolve("V2__index.sql"), "CREATE INDEX clinic_ix ON clinic (id);");
        Files.writeString(directory.resolve("notes.sql"), "DROP TABLE clinic;");
    }

    @Test
    void judgesWhatIsPending() {
        assertThat(run("--after=1", directory.toString())).isEqualTo(1);
        assertThat(text(out)).contains("V2__index.sql:1: index-blocks-writes", "1 hazards");
    }

    @Test
    void aSchemaThatIsNewAsAWholeIsSafe() {
        assertThat(run(directory.toString())).isZero();
        assertThat(text(out)).contains("2 statements: 2 safe, 0 hazards, 0 unknown");
    }

    @Test
    void writesJson() {
        assertThat(run("--json", "--after=1", directory.toString())).isEqualTo(1);
        assertThat(text(out)).startsWith("{\"safe\":false");
    }

    @Test
    void readsWhatFlywayIsToldOfAFile() throws IOException {
        Files.writeString(directory.resolve("V2__index.sql"), "REINDEX TABLE CONCURRENTLY clinic;");
        assertThat(run("--after=1", "--no-flyway-lock", directory.toString())).isEqualTo(1);

        Files.writeString(directory.resolve("V2__index.sql.conf"), "executeInTransaction=false");
        assertThat(run("--after=1", "--no-flyway-lock", directory.toString())).isZero();
    }

    @Test
    void saysAllThatIsWrongWithItsArguments() {
        assertThat(run("--aftr=1", "--server=banana", "/no/such/place")).isEqualTo(2);
        assertThat(text(err)).contains("--aftr=1", "--server=banana", "/no/such/place");
        assertThat(text(out)).isEmpty();
    }

    private int run(String... arguments) {
        return LintCommand.run(List.of(arguments), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
