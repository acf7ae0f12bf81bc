package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file, the lint ends with a verdict, and calls nothing safe that PostgreSQL would not even parse. */
class MigrationLintRobustnessTests {

    private static final List<String> WORDS = LintCase.all().stream()
            .flatMap(one -> SqlTokens.of(one.sql()).tokens().stream())
            .map(SqlToken::text)
            .filter(text -> text.length() < 40)
            .distinct()
            .collect(Collectors.toList());

    @Test
    void aScriptThatEndsAnywhereIsJudged() {
        for (LintCase one : LintCase.all()) {
            for (int end = 0; end <= one.sql().length(); end++) {
                lint(one.sql().substring(0, end));
            }
        }
    }

    @Test
    void wordsInAnyOrderAreJudged() {
        Random random = new Random(20261126);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sql = new StringBuilder(random.nextBoolean() ? "ALTER TABLE patient " : "");
            for (int k = random.nextInt(12); k >= 0; k--) {
                sql.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            lint(sql.toString());
        }
    }

    @Test
    void aWordTooManyIsNeverSafe() {
        for (LintCase one : LintCase.all()) {
            boolean alters = one.sql().matches("(?is)ALTER TABLE [^;]*;");
            if (!alters || !one.rules().isEmpty()) {
                continue;
            }
            String sql = one.sql().replaceAll("\\s*;\\s*$", " FROBNICATE 7;");

            assertThat(lint(sql).statements(LintVerdict.SAFE)).as(sql).isEmpty();
        }
    }

    @Test
    void aHugeScriptIsJudged() {
        String sql = "INSERT INTO clinic (name) VALUES ('x');\n".repeat(20_000);

        assertThat(lint(sql).statements(LintVerdict.SAFE)).hasSize(20_000);
    }

    private static LintReport lint(String sql) {
        return MigrationLint.of(LintContext.ofVersion(15))
                .lint(List.of(), List.of(MigrationScript.of("V2__x.sql", sql)));
    }
}
