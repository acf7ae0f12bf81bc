package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the lint proposes in place of a hazard is run, and must lock nobody out for long. */
class SafeVersionTests {

    @Test
    void whatIsProposedRunsAndBlocksNobodyForLong() throws Exception {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            execute(postgres.getPostgresDatabase(), "CREATE DATABASE cases");
            execute(postgres.getDatabase("postgres", "cases"), LintCase.schema());
            for (LintCase one : LintCase.all()) {
                for (LintFinding finding : one.lint(15).findings()) {
                    boolean growing = finding.isHazard() && finding.effect().growsWithRows();
                    if (!one.run()
                            || !growing
                            || !isComplete(finding.safer())
                            || one.lint(15).statements().size() > 1) {
                        continue;
                    }
                    String name = "safe" + tried++;
                    execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name + " TEMPLATE cases");
                    MeasuredLint lint = MeasuredLint.on(postgres.getDatabase("postgres", name));
                    for (MeasuredStatement seen : lint.run(scripts(finding.safer()))) {
                        // What refers to an old column, the lint cannot know.
                        seen.failure()
                                .filter(text -> !text.contains("other objects depend on it"))
                                .ifPresent(text -> wrong.add(finding.rule() + ": " + seen.sql() + ": " + text));
                        if (seen.blocksLong()) {
                            wrong.add(finding.rule() + " still blocks: " + seen);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(25);
    }

    /** Some only the author of the migration can complete. */
    private static boolean isComplete(List<SafeFile> files) {
        return files.stream()
                        .noneMatch(
                                file -> file.sql().contains("…") || file.sql().contains("PARTITION_OF"))
                && files.stream()
                        .anyMatch(file -> !SqlStatement.split(file.sql()).isEmpty());
    }

    private static List<MigrationScript> scripts(List<SafeFile> files) {
        return files.stream()
                .map(file -> MigrationScript.of(file.name(), file.sql()))
                .toList();
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
