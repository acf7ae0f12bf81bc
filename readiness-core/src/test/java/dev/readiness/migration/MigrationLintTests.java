package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationLintTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    /** Advice about whole files stands apart from what the cases are about. */
    static Stream<LintCase> cases() {
        return LintCase.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysOfEachCaseWhatItBreaksAndNothingElse(LintCase one) {
        List<String> found = one.lint(15).statements().stream()
                .flatMap(statement -> statement.findings().stream())
                .map(LintFinding::rule)
                .distinct()
                .sorted()
                .toList();

        // A rule that the first half of a recipe breaks as well is not what such a case is about.
        assertThat(found)
                .containsExactlyElementsOf(one.rules().stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void callsNothingSafeThatBreaksARuleOrWasNotUnderstood(LintCase one) {
        for (LintedStatement statement : one.lint(15).statements()) {
            boolean hazard = statement.findings().stream().anyMatch(LintFinding::isHazard);
            boolean unseen = statement.findings().stream().anyMatch(finding -> finding.effect() == LintEffect.UNSEEN);

            assertThat(statement.verdict())
                    .isEqualTo(hazard ? LintVerdict.HAZARD : unseen ? LintVerdict.UNKNOWN : LintVerdict.SAFE);
        }
    }

    @Test
    void eachRuleIsBrokenByACase() {
        Set<String> broken = new HashSet<>();
        for (int version : new int[] {10, 11, 15, 18}) {
            cases().forEach(one -> one.lint(version).findings().forEach(finding -> broken.add(finding.rule())));
        }
        List<String> aboutComments = MigrationLint.rules().stream()
                .filter(id -> id.startsWith("suppression-"))
                .toList();

        assertThat(MigrationLint.rules()).hasSizeGreaterThan(50);
        assertThat(broken)
                .containsAll(MigrationLint.rules().stream()
                        .filter(id -> !aboutComments.contains(id) && !id.equals("enum-value-in-transaction"))
                        .toList());
    }

    @Test
    void aStatementThatIsNotUnderstoodIsUnknown() {
        LintReport report = lint("FROBNICATE patient; ALTER TABLE patient ADD COLUMN a text FROBNICATED;");

        assertThat(report.statements(LintVerdict.UNKNOWN)).hasSize(2);
        assertThatThrownBy(report::orThrow)
                .isInstanceOf(UnsafeMigrationException.class)
                .hasMessageContaining("FROBNICATE");
    }

    @Test
    void theVersionOfTheServerDecides() {
        String sql = "ALTER TABLE patient ADD COLUMN a int DEFAULT 0";

        assertThat(rules(10, sql)).containsExactly("column-default-rewrites-before-11");
        assertThat(rules(11, sql)).isEmpty();
        assertThat(rules(11, "ALTER TABLE patient ALTER COLUMN nn_proven SET NOT NULL"))
                .containsExactly("not-null-scans-before-12");
        assertThat(rules(12, "ALTER TABLE patient ALTER COLUMN nn_proven SET NOT NULL"))
                .isEmpty();
        assertThat(rules(11, "ALTER TYPE mood ADD VALUE 'x'; SELECT 1")).containsExactly("mixed-file");
    }

    @Test
    void whatThePendingSetMadeIsExemptInLaterFilesToo() {
        LintReport report = MigrationLint.of(LintContext.ofVersion(15))
                .lint(
                        List.of(
                                MigrationScript.of("V10__index.sql", "CREATE INDEX a ON made (x)"),
                                MigrationScript.of("V9__table.sql", "CREATE TABLE made (x int)"),
                                MigrationScript.of("V8__old.sql", "CREATE TABLE old (x int)"),
                                MigrationScript.of("V11__old.sql", "CREATE INDEX b ON old (x)")),
                        "8");

        assertThat(report.findings())
                .filteredOn(LintFinding::isHazard)
                .extracting(LintFinding::file)
                .containsExactly("V11__old.sql");
    }

    @Test
    void aViewThatIsMadeAgainIsStillOneThatTheRunningVersionReads() {
        LintReport report = MigrationLint.of(LintContext.ofVersion(15))
                .lint(
                        List.of(
                                MigrationScript.of("V1__view.sql", "CREATE VIEW names AS SELECT p.name FROM person p"),
                                MigrationScript.of(
                                        "V2__same.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM person"),
                                MigrationScript.of("V3__gone.sql", "DROP VIEW names")),
                        "1");

        assertThat(report.findings()).extracting(LintFinding::rule).contains("view-drop");
    }

    @Test
    void aTableThatWasRenamedBackIsOneThatTheRunningVersionReads() {
        String there = "ALTER TABLE patient RENAME TO person; ALTER TABLE person RENAME TO patient;";

        assertThat(rules(15, there + "ALTER TABLE patient DROP COLUMN note")).contains("column-drop");
    }

    @Test
    void namesWithoutASchemaBelongToFlywaysDefaultSchema() {
        List<MigrationScript> scripts = List.of(
                MigrationScript.of("V1__old.sql", "CREATE TABLE public.patient (id int)"),
                MigrationScript.of("V2__new.sql", "CREATE TABLE patient (id int)"),
                MigrationScript.of("V3__same.sql", "CREATE INDEX ON Clinic.patient (id)"),
                MigrationScript.of("V4__other.sql", "CREATE INDEX ON public.patient (id)"));

        LintReport report =
                MigrationLint.of(LintContext.ofVersion(15).inSchema("clinic")).lint(scripts, "1");

        assertThat(report.statements())
                .extracting(LintedStatement::verdict)
                .containsExactly(LintVerdict.SAFE, LintVerdict.SAFE, LintVerdict.HAZARD);
    }

    @Test
    void aSafeVersionUsesTheUsersNames() {
        LintFinding finding = lint("ALTER TABLE \"Order\" ALTER COLUMN \"user\" SET NOT NULL")
                .findings()
                .get(0);

        assertThat(finding.safer())
                .extracting(SafeFile::name)
                .containsExactly("V2.1__x.sql", "V2.2__x.sql", "V2.3__x.sql");
        assertThat(finding.safer())
                .extracting(file -> file.sql().strip())
                .containsExactly(
                        "ALTER TABLE \"Order\" ADD CONSTRAINT \"Order_user_nn\" CHECK (\"user\" IS NOT NULL) NOT VALID;",
                        "ALTER TABLE \"Order\" VALIDATE CONSTRAINT \"Order_user_nn\";",
                        "ALTER TABLE \"Order\" ALTER COLUMN \"user\" SET NOT NULL;\n"
                                + "ALTER TABLE \"Order\" DROP CONSTRAINT \"Order_user_nn\";");
    }

    @Test
    void aSafeIndexNeedsNoTransaction() {
        LintFinding finding =
                lint("CREATE UNIQUE INDEX ux ON billing.invoice USING btree (lower(paid::text)) WHERE paid")
                        .findings()
                        .get(0);

        assertThat(finding.safer().get(1).transactional()).isFalse();
        assertThat(finding.safer().get(1).sql().strip())
                .isEqualTo("CREATE UNIQUE INDEX CONCURRENTLY ux ON billing.invoice USING btree (lower(paid::text))"
                        + " WHERE paid;");
    }

    @Test
    void aCommentWithReasonAndDayAllowsAFinding() {
        LintReport report = lint(
                "-- readiness:ignore table-drop reason=\"unused since V30\" until=2027-01-01\n" + "DROP TABLE visit;");

        assertThat(report.isSafe()).isTrue();
        assertThat(report.statements().get(0).suppressed()).hasSize(1);
    }

    @Test
    void aCommentThatIsExpiredIncompleteUnknownOrUnusedIsReported() {
        assertThat(rulesOf("-- readiness:ignore table-drop reason=\"x\" until=2026-10-31\nDROP TABLE visit;"))
                .containsExactly("table-drop", "suppression-expired");
        assertThat(rulesOf("-- readiness:ignore table-drop until=2027-10-31\nDROP TABLE visit;"))
                .containsExactly("table-drop", "suppression-incomplete");
        assertThat(rulesOf("-- readiness:ignore table-drop reason=\" \" until=2027-10-31\nDROP TABLE visit;"))
                .containsExactly("table-drop", "suppression-incomplete");
        assertThat(rulesOf("-- readiness:ignore tabel-drop reason=\"x\" until=2027-10-31\nDROP TABLE visit;"))
                .containsExactly("table-drop", "suppression-unknown-rule");
        assertThat(rulesOf("-- readiness:ignore table-drop reason=\"x\" until=2027-10-31\nSELECT 1;"))
                .containsExactly("suppression-unused");
    }

    @Test
    void aCommentAllowsItsOwnStatementOnly() {
        assertThat(rulesOf("-- readiness:ignore table-drop reason=\"x\" until=2027-01-01\n"
                        + "DROP TABLE visit; DROP TABLE flagged;"))
                .containsExactly("table-drop");
    }

    @Test
    void aFileOutsideATransactionHoldsNoLocks() {
        MigrationScript script = new MigrationScript(
                "V2__x.sql",
                "ALTER TABLE patient ADD CONSTRAINT c CHECK (visits > 0) NOT VALID;\n"
                        + "ALTER TABLE patient VALIDATE CONSTRAINT c;",
                java.util.Optional.of(false));

        LintReport report = MigrationLint.of(LintContext.ofVersion(15)).lint(List.of(), List.of(script));

        assertThat(report.isSafe()).isTrue();
    }

    @Test
    void aFileThatMustRunInATransactionMayHoldNothingThatCannot() {
        List<MigrationScript> pending = List.of(new MigrationScript(
                "V2__x.sql", "ALTER TYPE mood ADD VALUE 'x'; VACUUM patient", java.util.Optional.of(true)));

        assertThat(MigrationLint.of(LintContext.ofVersion(11))
                        .lint(List.of(), pending)
                        .findings())
                .extracting(LintFinding::rule)
                .containsExactly("enum-value-in-transaction", "needs-no-transaction");
    }

    @Test
    void adviceAboutTimeOutsIsGivenOnce() {
        LintReport report = lint("ALTER TABLE patient ADD a int; ALTER TABLE visit ADD b int;");

        assertThat(report.aboutFiles())
                .extracting(LintFinding::rule)
                .containsExactly("several-tables-locked", "lock-timeout-missing");
        assertThat(report.isSafe()).isTrue();
    }

    @Test
    void aTableIsNamedOnceHoweverOftenItIsLocked() {
        LintReport report =
                lint("ALTER TABLE patient ADD a int; ALTER TABLE patient ADD b int; DROP INDEX patient_city_ix;");

        assertThat(report.aboutFiles()).extracting(LintFinding::rule).containsExactly("lock-timeout-missing");
        assertThat(report.aboutFiles().get(0).problem()).contains("its locks on patient,");
    }

    @Test
    void reportsAreTextAndJson() {
        LintReport report = lint("DROP TABLE visit;");

        assertThat(report.toString()).contains("V2__x.sql:1: table-drop [high, static]", "ACCESS EXCLUSIVE");
        assertThat(report.toJson()).contains("\"safe\":false", "\"rule\":\"table-drop\"", "\"hazard\":1");
    }

    private static List<String> rulesOf(String sql) {
        return lint(sql).statements().stream()
                .flatMap(statement -> statement.findings().stream())
                .map(LintFinding::rule)
                .toList();
    }

    private static List<String> rules(int version, String sql) {
        return new LintCase(sql, List.of(), true)
                .lint(version).statements().stream()
                        .flatMap(statement -> statement.findings().stream())
                        .map(LintFinding::rule)
                        .toList();
    }

    private static LintReport lint(String sql) {
        return MigrationLint.of(LintContext.ofVersion(15))
                .on(DAY)
                .lint(
                        List.of(MigrationScript.of("V1__schema.sql", LintCase.schema())),
                        List.of(MigrationScript.of("V2__x.sql", sql)));
    }
}
