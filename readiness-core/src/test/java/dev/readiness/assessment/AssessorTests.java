package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessorTests {

    private static final String SKATEBOARD_RULE = "ratelimit.endpoint-unlimited";
    private static final String BICYCLE_RULE = "validation.input-unbounded";
    private static final Endpoint BOOK =
            new Endpoint("POST", "/appointments", "A.book", Endpoint.Origin.APPLICATION, true, true, false);
    private static final Endpoint LIST =
            new Endpoint("GET", "/appointments", "A.list", Endpoint.Origin.APPLICATION, false, false, true);
    private static final Inventory INVENTORY = new Inventory("clinic", List.of(BOOK, LIST));
    private static final Slice BOOKING = new Slice("booking", List.of("POST /appointments"));
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void assessSortsFailuresBeforeEverythingElse() {
        Assessment assessment = assess(
                rule(SKATEBOARD_RULE, Finding.pass(SKATEBOARD_RULE, LIST.id()), fail(SKATEBOARD_RULE, BOOK.id())));

        assertThat(assessment.findings()).extracting(Finding::result).containsExactly(Result.FAIL, Result.PASS);
    }

    @Test
    void assessTurnsARuleThatThrowsIntoUnknownWithTheCause() {
        Assessment assessment = assess(rule(SKATEBOARD_RULE, inventory -> {
            throw new IllegalStateException("no limiter");
        }));

        assertThat(assessment.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.UNKNOWN);
            assertThat(finding.problem()).contains("no limiter");
        });
    }

    @Test
    void assessTurnsAnInspectorThatThrowsIntoAnUnknownFact() {
        Assessment assessment = Assessor.builder()
                .inspectors(List.of(new FailingInspector()))
                .build()
                .assess(INVENTORY);

        assertThat(assessment.endpoints().get(0).facts().get("limit").value()).isEqualTo("unknown");
    }

    @Test
    void sliceIsNotHeldBackByAnEndpointThatItDoesNotGoThrough() {
        Assessment assessment = assess(
                rule(SKATEBOARD_RULE, Finding.pass(SKATEBOARD_RULE, BOOK.id()), fail(SKATEBOARD_RULE, LIST.id())));

        assertThat(assessment.slices().get(0).stage()).isEqualTo(Stage.SKATEBOARD);
    }

    @Test
    void sliceNamesWhatKeepsItFromTheNextStage() {
        Assessment assessment = assess(
                rule(SKATEBOARD_RULE, Finding.pass(SKATEBOARD_RULE, BOOK.id())),
                rule(BICYCLE_RULE, fail(BICYCLE_RULE, BOOK.id())));

        SliceStanding standing = assessment.slices().get(0);
        assertThat(standing.stage()).isEqualTo(Stage.SKATEBOARD);
        assertThat(standing.next()).isEqualTo(Stage.BICYCLE);
        assertThat(standing.obstacles()).extracting(Finding::ruleId).containsExactly(BICYCLE_RULE);
    }

    @Test
    void sliceDoesNotReachAStageThatNoRuleLookedAt() {
        Assessment assessment = assess(rule(SKATEBOARD_RULE, Finding.pass(SKATEBOARD_RULE, BOOK.id())));

        assertThat(assessment.slices().get(0).stage()).isEqualTo(Stage.SKATEBOARD);
    }

    @Test
    void unknownHoldsASliceBack() {
        Assessment assessment =
                assess(rule(SKATEBOARD_RULE, Finding.unknown(SKATEBOARD_RULE, BOOK.id(), "the limiter is in a proxy")));

        assertThat(assessment.slices().get(0).stage()).isEqualTo(Stage.PROTOTYPE);
    }

    @Test
    void attestationTurnsUnknownIntoAttestedButNeverIntoPassed() {
        Attestation attestation =
                new Attestation(SKATEBOARD_RULE, "*", "A. Person", LocalDate.parse("2027-01-01"), "ticket 7");
        Assessment assessment = builder(
                        rule(SKATEBOARD_RULE, Finding.unknown(SKATEBOARD_RULE, BOOK.id(), "in a proxy")))
                .attestations(List.of(attestation))
                .build()
                .assess(INVENTORY);

        assertThat(assessment.findings().get(0).result()).isEqualTo(Result.ATTESTED);
        assertThat(assessment.dimensions().get(0).percentPassed()).isZero();
    }

    @Test
    void waiverAcceptsAFailureUntilItsLastDay() {
        assertThat(waivedUntil("2026-11-22").failures()).isEmpty();
        assertThat(waivedUntil("2026-11-21").failures()).hasSize(1);
    }

    @Test
    void expiredWaiverIsSaid() {
        assertThat(waivedUntil("2026-11-21").notes()).singleElement().asString().contains("expired on 2026-11-21");
    }

    @Test
    void waiverThatNothingNeedsIsSaid() {
        Assessment assessment = builder(rule(SKATEBOARD_RULE, Finding.pass(SKATEBOARD_RULE, BOOK.id())))
                .waivers(List.of(waiver("2027-01-01")))
                .build()
                .assess(INVENTORY);

        assertThat(assessment.notes()).singleElement().asString().contains("no longer needed");
    }

    @Test
    void waiverWithoutAReasonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Waiver(SKATEBOARD_RULE, "*", " ", LocalDate.EPOCH))
                .withMessageContaining("'reason' must say why");
    }

    @Test
    void orThrowNamesProblemRemedyAndWaiver() {
        Assessment assessment = assess(rule(SKATEBOARD_RULE, fail(SKATEBOARD_RULE, BOOK.id())));

        assertThatExceptionOfType(NotReadyException.class)
                .isThrownBy(assessment::orThrow)
                .withMessageContaining("Problem: No limit")
                .withMessageContaining("Remedy:  Add one")
                .withMessageContaining("readiness.waivers[0].where=POST /appointments");
    }

    @Test
    void orThrowPassesWhatIsMilderThanTheThreshold() {
        assess(rule(BICYCLE_RULE, fail(BICYCLE_RULE, BOOK.id()))).orThrow(Severity.HIGH);
    }

    @Test
    void knownFindingsFailOnlyOnWhatIsNew(@TempDir Path folder) {
        Path file = folder.resolve("readiness-known.json");
        KnownFindings.of(assess(rule(SKATEBOARD_RULE, fail(SKATEBOARD_RULE, BOOK.id()))))
                .writeTo(file);

        Assessment later = assess(
                        rule(SKATEBOARD_RULE, fail(SKATEBOARD_RULE, BOOK.id()), fail(SKATEBOARD_RULE, LIST.id())))
                .except(KnownFindings.from(file));

        assertThat(later.failures()).extracting(Finding::where).containsExactly(LIST.id());
    }

    @Test
    void knownFindingThatIsNoLongerFoundIsSaid() {
        KnownFindings known = KnownFindings.of(assess(rule(SKATEBOARD_RULE, fail(SKATEBOARD_RULE, BOOK.id()))));

        Assessment later = assess(rule(SKATEBOARD_RULE, Finding.pass(SKATEBOARD_RULE, BOOK.id())))
                .except(known);

        assertThat(later.notes()).singleElement().asString().contains("is no longer found: write the file");
    }

    @Test
    void knownFindingsAreWrittenInTheSameOrderWhateverTheOrderOfTheFindings(@TempDir Path folder) {
        Path one = folder.resolve("one.json");
        Path other = folder.resolve("other.json");

        KnownFindings.of(assess(
                        rule(SKATEBOARD_RULE, fail(SKATEBOARD_RULE, BOOK.id()), fail(SKATEBOARD_RULE, LIST.id()))))
                .writeTo(one);
        KnownFindings.of(assess(
                        rule(SKATEBOARD_RULE, fail(SKATEBOARD_RULE, LIST.id()), fail(SKATEBOARD_RULE, BOOK.id()))))
                .writeTo(other);

        assertThat(one).hasSameTextualContentAs(other);
    }

    @Test
    void expiredWaiverFailsTheBuild() {
        assertThatExceptionOfType(NotReadyException.class)
                .isThrownBy(() -> waivedUntil("2026-11-21").orThrow());
    }

    @Test
    void knownFindingStillKeepsItsSliceFromTheNextStage() {
        Assessment before = assess(rule(SKATEBOARD_RULE, fail(SKATEBOARD_RULE, BOOK.id())));

        Assessment after = before.except(KnownFindings.of(before));

        assertThat(after.failures()).isEmpty();
        assertThat(after.slices().get(0).stage()).isEqualTo(Stage.PROTOTYPE);
    }

    @Test
    void catalogueDescribesEachRuleOnce() {
        assertThat(RuleCatalogue.all())
                .extracting(RuleDescription::id)
                .doesNotHaveDuplicates()
                .contains(SKATEBOARD_RULE);
    }

    private static Assessment waivedUntil(String day) {
        return builder(rule(SKATEBOARD_RULE, fail(SKATEBOARD_RULE, BOOK.id())))
                .waivers(List.of(waiver(day)))
                .build()
                .assess(INVENTORY);
    }

    private static Waiver waiver(String expires) {
        return new Waiver(SKATEBOARD_RULE, BOOK.id(), "behind a gateway", LocalDate.parse(expires));
    }

    private static Assessment assess(ReadinessRule... rules) {
        return builder(rules).build().assess(INVENTORY);
    }

    private static Assessor.Builder builder(ReadinessRule... rules) {
        return Assessor.builder()
                .rules(Arrays.asList(rules))
                .slices(List.of(BOOKING))
                .time(() -> NOW);
    }

    private static Finding fail(String rule, String where) {
        return Finding.fail(rule, where, "No limit", "Add one");
    }

    private static ReadinessRule rule(String id, Finding... findings) {
        return rule(id, inventory -> List.of(findings));
    }

    private static ReadinessRule rule(String id, Function<Inventory, List<Finding>> answer) {
        return ReadinessRule.of(RuleCatalogue.describe(id), answer);
    }

    private static final class FailingInspector implements EndpointInspector {

        @Override
        public String aspect() {
            return "limit";
        }

        @Override
        public Optional<Fact> inspect(Endpoint endpoint) {
            throw new IllegalStateException("boom");
        }
    }
}
