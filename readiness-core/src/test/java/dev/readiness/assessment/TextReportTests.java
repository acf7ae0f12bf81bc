package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The forms that people read as text: console, log and Markdown. */
class TextReportTests {

    @Test
    void summaryIsOneLineWithDenominatorAndStages() {
        assertThat(ReportWriter.summary().render(ExampleAssessment.clinic()))
                .isEqualTo("Clinic Booking: 4 of 17 places failed, 2 could not be seen (1 critical, 2 high, 1 medium);"
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
    void textDoesNotShowWhatPassed() {
        assertThat(ReportWriter.text().render(ExampleAssessment.clinic())).doesNotContain("health.probes-missing");
    }

    @Test
    void markdownShowsCountsWithTheirDenominator() {
        assertThat(ReportWriter.markdown().render(ExampleAssessment.clinic()))
                .contains(
                        "| dimension | passed | asked | failed | unknown | attested | waived |",
                        "| security | 7 | 13 | 4 | 1 | 0 | 1 |");
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
}
