package dev.readiness.migration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores the lint on the migrations of real projects: each file is judged with those before it as what has been applied, and
 * run on a real PostgreSQL.
 *
 * <p>Arguments: directories of migrations, each with {@code #schema} behind it if Flyway's default schema is another than
 * {@code public}, and {@code -v} to print what differs.
 */
final class LintScoring {

    private static final Set<LintEffect> MEASURABLE = Set.of(
            LintEffect.REWRITES,
            LintEffect.BUILDS_INDEX,
            LintEffect.SCANS,
            LintEffect.JOINS,
            LintEffect.BREAKS_RUNNING_VERSION);

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    public static void main(String[] arguments) throws IOException, SQLException {
        LintScoring total = new LintScoring();
        boolean verbose = List.of(arguments).contains("-v");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            int number = 0;
            for (String argument : arguments) {
                if (argument.equals("-v")) {
                    continue;
                }
                String name = "p" + number++;
                String[] parts = argument.split("#", 2);
                ScriptsOnPostgres.execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name);
                if (parts.length == 2) {
                    ScriptsOnPostgres.execute(
                            postgres.getDatabase("postgres", name),
                            "CREATE SCHEMA " + parts[1] + "; ALTER DATABASE " + name + " SET search_path TO " + parts[1]
                                    + ", public");
                }
                LintScoring one = new LintScoring();
                LintContext context = LintContext.ofVersion(15).inSchema(parts.length == 2 ? parts[1] : "public");
                one.score(Path.of(parts[0]), context, MeasuredLint.on(postgres.getDatabase("postgres", name)));
                System.out.println(argument + " " + one.counts + one.figures());
                one.counts.forEach((key, value) -> total.counts.merge(key, value, Integer::sum));
                if (verbose) {
                    one.differences.forEach(System.out::println);
                }
            }
        }
        System.out.println("all " + total.counts + total.figures());
    }

    private void score(Path directory, LintContext context, MeasuredLint measured) throws IOException, SQLException {
        List<MigrationScript> scripts = MigrationScript.in(directory);
        long began = System.nanoTime();
        MigrationLint.of(context).lint(List.of(), scripts);
        counts.put("micros", (int) ((System.nanoTime() - began) / 1000));
        for (int i = 0; i < scripts.size(); i++) {
            List<MigrationScript> pending = List.of(scripts.get(i));
            List<LintedStatement> said = MigrationLint.of(context)
                    .lint(scripts.subList(0, i), pending)
                    .statements();
            List<MeasuredStatement> seen = measured.run(pending);
            for (int k = 0; k < said.size(); k++) {
                compare(said.get(k), seen.get(k));
            }
        }
    }

    private void compare(LintedStatement said, MeasuredStatement seen) {
        count("statements");
        count("said-" + said.verdict());
        boolean hazard = seen.verdict() == LintVerdict.HAZARD;
        boolean claims = said.findings().stream()
                .anyMatch(finding -> finding.isHazard() && MEASURABLE.contains(finding.effect()));
        if (seen.failure().isPresent() && !hazard) {
            count("failed");
            differences.add("FAILED " + said.file() + ":" + said.line() + " "
                    + seen.failure().get());
        } else if (said.verdict() == LintVerdict.UNKNOWN) {
            count(hazard ? "unknown-hazard" : "unknown-harmless");
            differences.add("UNKNOWN " + said.file() + ":" + said.line() + " "
                    + said.findings().get(0).problem() + " " + SafeVersion.summary(said.sql()));
        } else if (hazard && said.verdict() == LintVerdict.SAFE) {
            count("missed");
            differences.add("MISSED " + seen);
        } else if (hazard) {
            count("found");
        } else if (claims) {
            count("unfounded");
            differences.add("UNFOUNDED "
                    + said.findings().stream().map(LintFinding::rule).toList() + " " + seen);
        } else {
            count("agreed-safe");
        }
    }

    private String figures() {
        double found = counts.getOrDefault("found", 0);
        return " recall %.3f, precision %.3f"
                .formatted(
                        found / (found + counts.getOrDefault("missed", 0)),
                        found / (found + counts.getOrDefault("unfounded", 0)));
    }

    private void count(String key) {
        counts.merge(key, 1, Integer::sum);
    }
}
