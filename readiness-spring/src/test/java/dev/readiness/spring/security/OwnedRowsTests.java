package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.security.kept.KeptNotesApplication;
import dev.readiness.spring.security.shared.SharedNotesApplication;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two applications for notes are asked: one in which everything is everybody's, one that only looks like it. */
class OwnedRowsTests {

    private static final Set<String> RULES = Set.of(
            "access.account-guessable",
            "access.bad-token-fails",
            "access.owner-unchecked",
            "access.password-changed-blindly",
            "access.password-unhashed",
            "observability.failure-hidden",
            "observability.failure-unlogged",
            "scaling.half-written",
            "validation.client-error-as-500",
            "validation.response-personal",
            "validation.upload-unchecked");

    private static Assessment shared;

    @BeforeAll
    static void assess() {
        shared = assess(SharedNotesApplication.class, "jdbc:h2:mem:shared");
    }

    @Test
    void findsWhatEverybodyMayDoWithTheRowsOfOthers() {
        assertThat(failures(shared))
                .extracting(finding -> finding.ruleId() + " " + finding.where())
                .containsExactlyInAnyOrder(
                        "access.account-guessable POST /login",
                        "access.account-guessable POST /sign-in",
                        "access.bad-token-fails TokenFilter",
                        "access.owner-unchecked DELETE /notes/{id}",
                        "access.owner-unchecked POST /note",
                        "access.owner-unchecked PUT /guarded/{id}",
                        "access.owner-unchecked PUT /notes/{id}",
                        "access.owner-unchecked PUT /notes/{id}/archive",
                        "access.password-changed-blindly POST /password",
                        "access.password-changed-blindly POST /passwords",
                        "access.password-unhashed POST /password",
                        "access.password-unhashed POST /passwords",
                        "observability.failure-hidden Errors.unforeseen",
                        "observability.failure-unlogged Errors.unforeseen",
                        "scaling.half-written Pages.firstNote",
                        "validation.client-error-as-500 Errors.any",
                        "validation.response-personal GET /notes/{id}",
                        "validation.response-personal GET /writers",
                        "validation.upload-unchecked POST /picture");
    }

    @Test
    void anAnnotationThatMayAskWhoseARowIsIsBelieved() {
        assertThat(shared.findings())
                .filteredOn(finding -> finding.where().equals("PUT /guarded/{id}")
                        && finding.ruleId().equals("access.owner-unchecked"))
                .extracting(Finding::result)
                .containsExactly(Result.UNKNOWN);
    }

    @Test
    void aDifferenceThatCallersMayNotSeeIsUnknown() {
        assertThat(shared.findings())
                .filteredOn(finding -> finding.ruleId().equals("access.account-guessable"))
                .extracting(finding -> finding.result() + " " + finding.where())
                .containsExactlyInAnyOrder("FAIL POST /login", "UNKNOWN POST /sign-in");
    }

    @Test
    void saysWhoseRowsTheyAreAndWhatToWrite() {
        assertThat(failures(shared))
                .filteredOn(finding -> finding.where().equals("DELETE /notes/{id}"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.problem()).contains("any Note by its id, whoever its writer is");
                    assertThat(finding.remedy()).contains("findByIdAndWriter");
                });
    }

    @Test
    void anEmptyPathIsTheRoot() {
        assertThat(shared.endpoints())
                .extracting(seen -> seen.endpoint().id())
                .containsOnlyOnce("GET /")
                .doesNotContain("GET ");
    }

    @Test
    void accusesNobodyWhoAsksFirst() {
        Assessment kept = assess(KeptNotesApplication.class, "jdbc:h2:mem:kept");

        assertThat(failures(kept)).isEmpty();
        assertThat(kept.findings())
                .as("there may be few rows of one user")
                .filteredOn(finding -> finding.ruleId().equals("scaling.collection-unbounded"))
                .filteredOn(finding ->
                        Set.of("GET /my-notes", "GET /notes-of-token").contains(finding.where()))
                .extracting(Finding::result)
                .containsExactly(Result.UNKNOWN, Result.UNKNOWN);
    }

    private static List<Finding> failures(Assessment assessment) {
        return assessment.findings().stream()
                .filter(finding -> RULES.contains(finding.ruleId()))
                .filter(finding -> finding.result() == Result.FAIL || finding.result() == Result.UNKNOWN)
                .toList();
    }

    private static Assessment assess(Class<?> type, String database) {
        try (RunningApplication application = RunningApplication.start(
                type,
                "spring.autoconfigure.exclude=",
                "spring.datasource.url=" + database,
                "spring.flyway.enabled=false")) {
            return application.context().getBean(HardeningReport.class).assessment();
        }
    }
}
