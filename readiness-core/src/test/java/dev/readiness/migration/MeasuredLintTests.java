package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares what the lint says of the text with what PostgreSQL does. */
class MeasuredLintTests {

    private static final Set<LintEffect> SEEN_IN_LOCKS =
            Set.of(LintEffect.REWRITES, LintEffect.BUILDS_INDEX, LintEffect.SCANS, LintEffect.JOINS);

    private static EmbeddedPostgres postgres;

    private static int scratches;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        execute(postgres.getPostgresDatabase(), "CREATE DATABASE cases");
        execute(postgres.getDatabase("postgres", "cases"), LintCase.schema());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void whatIsSaidOfTheTextIsWhatPostgresqlDoes() throws SQLException {
        List<String> missed = new ArrayList<>();
        List<String> unfounded = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        int judged = 0;
        int hazards = 0;
        for (LintCase one : LintCase.all()) {
            if (!one.run()) {
                continue;
            }
            List<LintedStatement> said = one.lint(15).statements();
            // Making a database takes longer than all the rest.
            MeasuredLint lint = said.size() == 1
                    ? MeasuredLint.on(postgres.getDatabase("postgres", "cases")).takingBack()
                    : MeasuredLint.on(scratch());
            List<MeasuredStatement> seen = lint.run(List.of(MigrationScript.of("V2__case.sql", one.sql())));
            assertThat(seen).hasSameSizeAs(said);
            for (int i = 0; i < seen.size(); i++) {
                judged++;
                LintedStatement statement = said.get(i);
                MeasuredStatement measured = seen.get(i);
                boolean hazard = measured.verdict() == LintVerdict.HAZARD;
                hazards += hazard ? 1 : 0;
                if (hazard && statement.verdict() == LintVerdict.SAFE) {
                    missed.add(measured.toString());
                }
                if (measured.verdict() == LintVerdict.SAFE && claims(statement)) {
                    unfounded.add(statement.sql() + " " + measured);
                }
                measured.failure().ifPresent(text -> failed.add(measured.sql() + ": " + text));
            }
        }

        assertThat(failed).as("refused by PostgreSQL").hasSizeLessThanOrEqualTo(5);
        assertThat(hazards).isGreaterThan(70);
        assertThat(missed).as("hazards that were called safe").isEmpty();
        assertThat(unfounded).as("hazards that PostgreSQL does not show").isEmpty();
        assertThat(judged).isGreaterThan(200);
    }

    private static boolean claims(LintedStatement statement) {
        return statement.findings().stream()
                .anyMatch(finding -> finding.isHazard() && SEEN_IN_LOCKS.contains(finding.effect()));
    }

    private static DataSource scratch() throws SQLException {
        String name = "scratch" + scratches++;
        execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name + " TEMPLATE cases");
        return postgres.getDatabase("postgres", name);
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
