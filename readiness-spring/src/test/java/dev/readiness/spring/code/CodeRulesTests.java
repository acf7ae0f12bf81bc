package dev.readiness.spring.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.code.mended.MendedApplication;
import dev.readiness.spring.code.prototype.PrototypeApplication;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two applications are asked: one with the habits of prototypes, one that only looks like it. */
class CodeRulesTests {

    private static final Set<String> RULES = Set.of(
            "access.default-open",
            "access.guard-bypassed",
            "browser.cors-everybody",
            "configuration.annotation-bypassed",
            "migration.data-wiped",
            "migration.login-name-shared",
            "scaling.collection-unbounded",
            "validation.password-short",
            "validation.unknown-id-fails");

    @Test
    void findsEachHabitOfAPrototypeOnce() {
        assertThat(failures(PrototypeApplication.class, "jdbc:h2:mem:prototype"))
                .extracting(finding -> finding.ruleId() + " " + finding.where())
                .containsExactlyInAnyOrder(
                        "access.default-open application",
                        "access.guard-bypassed Members.close",
                        "browser.cors-everybody application",
                        "configuration.annotation-bypassed Members.moveAll",
                        "migration.data-wiped PrototypeApplication.samples",
                        "migration.data-wiped PrototypeApplication.moreSamples",
                        "migration.login-name-shared Member.email",
                        "scaling.collection-unbounded GET /members",
                        "validation.password-short POST /register",
                        "validation.unknown-id-fails IllegalArgumentException");
    }

    @Test
    void accusesNobodyOfWhatOnlyLooksLikeIt() {
        assertThat(failures(MendedApplication.class, "jdbc:h2:mem:mended")).isEmpty();
    }

    private static List<Finding> failures(Class<?> type, String database) {
        try (RunningApplication application = RunningApplication.start(
                type,
                "spring.autoconfigure.exclude=",
                "spring.datasource.url=" + database,
                "spring.flyway.enabled=false")) {
            return application.context().getBean(HardeningReport.class).assessment().findings().stream()
                    .filter(finding -> RULES.contains(finding.ruleId()))
                    .filter(finding -> finding.result() == Result.FAIL || finding.result() == Result.UNKNOWN)
                    .toList();
        }
    }
}
