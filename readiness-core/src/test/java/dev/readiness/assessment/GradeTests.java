package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradeTests {

    private static final String ACCESS = "access.endpoint-open";
    private static final String LIMIT = "ratelimit.endpoint-unlimited";

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("POST", "/orders", "Orders.add", Endpoint.Origin.APPLICATION, true, true, false),
            new Endpoint("GET", "/orders", "Orders.list", Endpoint.Origin.APPLICATION, false, false, false));

    @ParameterizedTest
    @CsvSource({"100, A", "80, A", "79, B", "65, B", "50, C", "35, D", "20, E", "19, F", "0, F"})
    void gradeFollowsTheScaleOfSslLabs(int percent, Grade grade) {
        assertThat(Grade.of(percent)).isEqualTo(grade);
    }

    @Test
    void oneAnonymousWriteEndpointCannotBeAveragedAway() {
        Assessment assessment = assess(passes(ACCESS, 999), Finding.fail(ACCESS, "POST /orders", "open", "close it"));

        Grading grading = security(assessment);
        assertThat(grading.grade()).isEqualTo(Grade.F);
        assertThat(grading.byShare()).isEqualTo(Grade.A);
        assertThat(grading.caps())
                .containsExactly("at best F, because anyone can change data without logging in: POST /orders");
        assertThat(assessment.grading().grade()).isEqualTo(Grade.F);
    }

    @Test
    void anonymousReadEndpointHoldsDownLess() {
        assertThat(security(assess(passes(ACCESS, 999), Finding.fail(ACCESS, "GET /orders", "open", "close it")))
                        .grade())
                .isEqualTo(Grade.D);
    }

    @Test
    void capNamesTheFirstPlaceAndCountsTheOthers() {
        assertThat(security(assess(
                                passes(LIMIT, 97),
                                Finding.fail(LIMIT, "GET /a", "", ""),
                                Finding.fail(LIMIT, "GET /b", "", ""),
                                Finding.fail(LIMIT, "GET /c", "", "")))
                        .caps())
                .containsExactly(
                        "at best C, because a safeguard of high severity is missing: GET /a and 2 more places");
    }

    @Test
    void unknownHoldsDownAndNeverCountsAsPassed() {
        Grading grading = security(assess(passes(LIMIT, 9), Finding.unknown(LIMIT, "GET /orders", "in a proxy")));

        assertThat(grading.grade()).isEqualTo(Grade.B);
    }

    @Test
    void waivedCriticalFailureDoesNotMakeAGoodGrade() {
        Finding waived = Finding.fail(ACCESS, "POST /orders", "open", "close it")
                .as(Result.WAIVED, new Evidence("waived until 2027-01-01", "soon"));

        assertThat(security(assess(passes(ACCESS, 99), waived)).grade()).isEqualTo(Grade.C);
    }

    @Test
    void whatIsAttestedCountsNeitherWay() {
        Finding attested = Finding.unknown(LIMIT, "GET /orders", "in a proxy")
                .as(Result.ATTESTED, new Evidence("attested by somebody until 2027-01-01", "ticket 7"));

        assertThat(security(assess(passes(LIMIT, 1), attested)).grade()).isEqualTo(Grade.A);
        assertThat(security(assess(List.of(), attested)).grade()).isNull();
    }

    @Test
    void capThatChangesNothingIsNotSaid() {
        assertThat(security(assess(List.of(), Finding.fail(ACCESS, "POST /orders", "open", "close it")))
                        .caps())
                .isEmpty();
    }

    @Test
    void nothingAskedHasNoGrade() {
        Assessment nothing = Assessor.builder().build().assess(new Inventory("empty", ENDPOINTS));

        assertThat(nothing.grading().grade()).isNull();
        assertThat(nothing.dimensions()).allSatisfy(standing -> {
            assertThat(standing.grading().grade()).isNull();
            assertThat(standing.percentPassed()).isZero();
        });
    }

    @Test
    void dimensionOfWhichNothingWasAskedHoldsTheWholeDown() {
        Assessment assessment = assess(passes(LIMIT, 50));

        assertThat(security(assessment).grade()).isEqualTo(Grade.A);
        assertThat(assessment.grading().grade()).isEqualTo(Grade.B);
        assertThat(assessment.grading().caps())
                .singleElement()
                .asString()
                .contains("nothing was asked of: observability");
    }

    private static Grading security(Assessment assessment) {
        return assessment.dimensions().get(0).grading();
    }

    private static List<Finding> passes(String rule, int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> Finding.pass(rule, "GET /passing/" + index))
                .toList();
    }

    private static Assessment assess(List<Finding> passing, Finding... others) {
        List<Finding> findings = new ArrayList<>(passing);
        findings.addAll(List.of(others));
        ReadinessRule rule =
                ReadinessRule.of(RuleCatalogue.describe(findings.get(0).ruleId()), inventory -> findings);
        return Assessor.builder().rules(List.of(rule)).build().assess(new Inventory("shop", ENDPOINTS));
    }
}
