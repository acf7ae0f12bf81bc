package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The forms that people read as text: console, log and Markdown. */
class TextReportTests {

    @Test
    void summaryIsOneLineWithDenominatorAndStages() {
        assertThat(ReportWriter.summary().render(ExampleAssessment.clinic()))
                .isEqualTo(
                        "Clinic Booking: 4 of 17 places failed, 2 could not be seen, grade D (1 critical, 2 high, 1 medium);"
                                + " sign-up: prototype; booking: skateboard; administration: prototype");
    }

    @Test
    void summaryCannotBeForged() {
        assertThat(ReportWriter.summary().render(ExampleAssessment.everyTextIs("x\r\nERROR \u001B[31mhacked")))
                .doesNotContain("\n", "\r", "\u001B");
    }

    @Test
    void textNamesEachFailureWithItsRemedy() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic())).contains("""
                        high  validation.input-unchecked  POST /signup
                          Problem: The constraints of SignUp never run: the parameter lacks @Valid.
                          Remedy:  Account signUp(@Valid @RequestBody SignUp signUp)
                          Waiver:  readiness.waivers[0].rule=validation.input-unchecked
                                   readiness.waivers[0].where=POST /signup
                                   readiness.waivers[0].reason=...
                                   readiness.waivers[0].expires=2027-02-22
                        """);
    }

    @Test
    void textKeepsTheLinesOfARemedyTogether() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic())).contains("""
                          Remedy:  readiness.rate-limit.rules.signup.routes[0]=POST /signup
                                   readiness.rate-limit.rules.signup.limits[0]=30/1m
                        """);
    }

    @Test
    void textSaysThatNothingWasAsked() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic()))
                .containsPattern("performance +nothing was asked");
    }

    @Test
    void textHasALetterForEachCallerAndASignForEachCell() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic()))
                .contains("  a  nobody\n  b  any user\n", "  abcdefg\n  +++++++  POST /signup\n")
                .contains("  ---????  GET /appointments/{id}  (method security decides by the arguments");
    }

    @Test
    void markdownHasARowForEachEndpointOfTheApplication() {
        assertThat(ReportWriter.markdown().render(ExampleAssessment.clinic()))
                .contains("| POST /appointments | denied | denied | denied | allowed | denied | allowed | allowed |")
                .contains("| GET /appointments/\\{id\\} (unknown: method security")
                .doesNotContain("| \\* /error | allowed");
    }

    @Test
    void textDoesNotShowWhatPassed() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic())).doesNotContain("health.probes-missing");
    }

    @Test
    void markdownShowsCountsWithTheirDenominator() {
        assertThat(ReportWriter.markdown().render(ExampleAssessment.clinic()))
                .contains(
                        "| dimension | passed | asked | failed | unknown | attested | waived | grade |",
                        "| security | 7 | 13 | 4 | 1 | 0 | 1 | Grade D, at best D");
    }

    @Test
    void markdownOfARemedyIsACodeBlock() {
        assertThat(ReportWriter.markdown().render(ExampleAssessment.clinic()))
                .contains("\n\n    Account signUp(@Valid @RequestBody SignUp signUp)\n");
    }

    @Test
    void markdownDoesNotTurnNamesIntoMarkup() {
        assertThat(ReportWriter.markdown().render(ExampleAssessment.everyTextIs("<img>|[a](b)\n# c")))
                .contains("# Hardening report: \\<img\\>\\|\\[a\\](b) \\# c\n")
                .doesNotContainPattern("(?m)^# c");
    }

    @Test
    void textSaysWhatHoldsAGradeDown() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic()))
                .contains(
                        "Grade D, at best D, because a critical safeguard is missing: GET /admin (by share alone: C).");
    }

    @Test
    void textNamesEachObstacleOfASlice() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic())).contains("""
                          slice 'booking' is a skateboard: 2 findings between here and bicycle
                            validation.input-unbounded: POST /appointments
                            observability.logs-unstructured: application
                        """);
    }

    @Test
    void textShowsProposedSlicesAsSuch() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic()))
                .contains("  proposed slice 'appointments' is a ");
    }

    @Test
    void textGivesAnIntervalAndItsAssumptions() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic()))
                .containsPattern("The rest takes between \\d+ and \\d+ hours, in four of five cases")
                .contains("a factor of 4 wide, because it rests on one slice; the second narrows it most");
    }

    @Test
    void markdownListsControlsThatNoRuleSees() {
        assertThat(ReportWriter.markdown().render(ExampleAssessment.clinic()))
                .contains("| 164.310(a)(1) Who gets into the building | not seen |  |  |")
                .contains("attested by the head of staff until 2027-06-30: training plan of 2026");
    }
}
