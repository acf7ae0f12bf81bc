package dev.readiness.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A migration of {@code lint-cases.sql} and the rules that it breaks. */
record LintCase(String sql, List<String> rules, boolean run) {

    static final String HEAD = "-- case: ";

    static String schema() {
        return resource("lint-schema.sql");
    }

    static List<LintCase> all() {
        List<LintCase> cases = new ArrayList<>();
        String[] parts = resource("lint-cases.sql").split("(?m)^" + HEAD);
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            String head = parts[i].substring(0, end);
            List<String> rules = List.of(head.replace("(not run)", "").strip().split(",\\s*"));
            cases.add(new LintCase(
                    parts[i].substring(end + 1).strip(),
                    rules.equals(List.of("safe")) ? List.of() : rules,
                    !head.contains("(not run)")));
        }
        return cases;
    }

    /** Judges this as the one pending file on the schema of all cases, by Flyway's defaults. */
    LintReport lint(int serverVersion) {
        return MigrationLint.of(LintContext.ofVersion(serverVersion))
                .lint(
                        List.of(MigrationScript.of("V1__schema.sql", schema())),
                        List.of(MigrationScript.of("V2__case.sql", sql)));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(LintCase.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public String toString() {
        return SafeVersion.summary(sql);
    }
}
