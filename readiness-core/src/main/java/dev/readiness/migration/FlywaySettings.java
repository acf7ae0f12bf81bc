package dev.readiness.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks at the settings of each running Flyway by which it deletes data, or skips migrations. */
final class FlywaySettings {

    static final String CLEAN = "migration.clean-reachable";

    static final String BASELINE = "migration.baseline-on-migrate";

    private static final String SEEN = "configuration of the running '%s'";

    private FlywaySettings() {}

    static List<Finding> clean(Map<String, Migrations> migrations) {
        return each(
                migrations,
                Migrations::canClean,
                name -> Finding.fail(
                        CLEAN,
                        name,
                        "Flyway's clean is enabled: one call of it drops every table of the schema.",
                        "Remove spring.flyway.clean-disabled=false, in code cleanDisabled(false).",
                        new Evidence(SEEN.formatted(name), "cleanDisabled=false")),
                name -> Finding.pass(CLEAN, name, new Evidence(SEEN.formatted(name), "cleanDisabled=true")));
    }

    static List<Finding> baseline(Map<String, Migrations> migrations) {
        return each(
                migrations,
                Migrations::baselinesOnMigrate,
                name -> Finding.fail(
                        BASELINE,
                        name,
                        "Flyway takes any schema without history for one that has the baseline: on the wrong database the"
                                + " first migrations are skipped instead of refused.",
                        "Remove spring.flyway.baseline-on-migrate=true once every environment has its history.",
                        new Evidence(SEEN.formatted(name), "baselineOnMigrate=true")),
                name -> Finding.pass(BASELINE, name, new Evidence(SEEN.formatted(name), "baselineOnMigrate=false")));
    }

    private static List<Finding> each(
            Map<String, Migrations> migrations,
            Predicate<Migrations> risky,
            Function<String, Finding> failure,
            Function<String, Finding> pass) {
        return migrations.entrySet().stream()
                .map(entry -> (risky.test(entry.getValue()) ? failure : pass).apply(entry.getKey()))
                .toList();
    }
}
