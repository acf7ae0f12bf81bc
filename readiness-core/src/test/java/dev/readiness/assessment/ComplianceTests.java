package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComplianceTests {

    private static final List<FrameworkStanding> STANDINGS =
            ExampleAssessment.clinic().compliance();

    @Test
    void everyFrameworkIsThere() {
        assertThat(STANDINGS)
                .extracting(standing -> standing.framework().name())
                .containsExactly("HIPAA", "SOC 2", "FERPA", "ASVS", "Mercari");
    }

    @Test
    void failureIsAGap() {
        assertThat(control("HIPAA 164.312(a)(1)").state()).isEqualTo(ControlState.GAP_SEEN);
        assertThat(control("HIPAA 164.312(a)(1)").rules())
                .extracting(RuleDescription::id)
                .contains("access.endpoint-open");
    }

    @Test
    void passAndUnknownTogetherAreSeenInPart() {
        assertThat(control("SOC 2 CC8.1").state()).isEqualTo(ControlState.SEEN_IN_PART);
        assertThat(control("HIPAA 164.312(b)").state()).isEqualTo(ControlState.SEEN_IN_PART);
    }

    @Test
    void onlyPassesAreEvidenceSeen() {
        String id = "health.probes-missing";
        Assessment assessment = Assessor.builder()
                .rules(List.of(ReadinessRule.of(
                        RuleCatalogue.describe(id), inventory -> List.of(Finding.pass(id, Finding.APPLICATION)))))
                .build()
                .assess(new Inventory("clinic", List.of()));

        assertThat(assessment.compliance())
                .flatExtracting(FrameworkStanding::controls)
                .filteredOn(control -> control.state() == ControlState.EVIDENCE_SEEN)
                .extracting(control -> control.control().name())
                .containsExactlyInAnyOrderElementsOf(RuleCatalogue.describe(id).controls());
    }

    @Test
    void controlThatNoRuleSeesIsListedAsNotSeen() {
        assertThat(control("HIPAA 164.310(a)(1)").state()).isEqualTo(ControlState.NOT_SEEN);
        assertThat(control("HIPAA 164.310(a)(1)").rules()).isEmpty();
    }

    @Test
    void ruleThatHadNothingToLookAtIsNoEvidence() {
        assertThat(control("ASVS 13.3.1").findings()).isEmpty();
        assertThat(control("ASVS 13.3.1").state()).isEqualTo(ControlState.NOT_SEEN);
    }

    @Test
    void attestedControlSaysByWhomAndUntilWhen() {
        assertThat(control("SOC 2 CC1.4").state()).isEqualTo(ControlState.ATTESTED);
        assertThat(control("SOC 2 CC1.4").vouchers())
                .containsExactly("attested by the head of staff until 2027-06-30: training plan of 2026");
    }

    /** 66 general items; where no rule looks, only somebody's word counts, until a day. */
    @Test
    void noItemOfTheChecklistPassesWithoutSomethingSeenOrSomebodysWord() {
        List<String> items = ControlCatalogue.controls().stream()
                .filter(control -> control.framework().equals("Mercari"))
                .map(Control::name)
                .toList();
        List<String> seen = items.stream()
                .filter(item -> RuleCatalogue.all().stream()
                        .anyMatch(rule -> rule.controls().contains(item)))
                .toList();
        assertThat(items).hasSize(66);
        assertThat(seen).hasSize(36);

        assertThat(checklist(List.of()).controls())
                .allSatisfy(item -> assertThat(item.state()).isEqualTo(ControlState.NOT_SEEN));
        List<ControlAttestation> words = items.stream()
                .filter(item -> !seen.contains(item))
                .map(item -> new ControlAttestation(
                        item, "the head of operations", java.time.LocalDate.parse("2027-06-30"), "ticket 17"))
                .toList();
        assertThat(checklist(words).count(ControlState.ATTESTED)).isEqualTo(30);
        assertThat(checklist(words).count(ControlState.NOT_SEEN)).isEqualTo(36);
    }

    private static FrameworkStanding checklist(List<ControlAttestation> words) {
        return Assessor.builder()
                .attestedControls(words)
                .time(() -> ExampleAssessment.AT)
                .build()
                .assess(new Inventory("clinic", List.of()))
                .compliance()
                .stream()
                .filter(standing -> standing.framework().name().equals("Mercari"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void wordThatHasExpiredAttestsNothing() {
        ControlAttestation expired =
                new ControlAttestation("SOC 2 CC1.4", "somebody", java.time.LocalDate.parse("2026-11-21"), "ticket 3");
        Assessment assessment = Assessor.builder()
                .attestedControls(List.of(expired))
                .time(() -> ExampleAssessment.AT)
                .build()
                .assess(new Inventory("clinic", List.of()));

        assertThat(assessment.compliance().get(1).count(ControlState.ATTESTED)).isZero();
        assertThat(assessment.notes())
                .singleElement()
                .asString()
                .contains("SOC 2 CC1.4")
                .contains("expired");
    }

    @Test
    void controlThatOnlyARuleOfTheUserNamesIsShownToo() {
        RuleDescription description = new RuleDescription(
                "own.rule",
                "title",
                "why",
                Dimension.SECURITY,
                Stage.SKATEBOARD,
                Severity.HIGH,
                "seen",
                "remedy",
                List.of("ISO 27001 A.8.5", "ASVS 17.9.9"));
        Assessment assessment = Assessor.builder()
                .rules(List.of(ReadinessRule.of(
                        description, inventory -> List.of(Finding.pass("own.rule", Finding.APPLICATION)))))
                .build()
                .assess(new Inventory("clinic", List.of()));

        assertThat(assessment.compliance())
                .flatExtracting(FrameworkStanding::controls)
                .filteredOn(control -> control.state() == ControlState.EVIDENCE_SEEN)
                .extracting(control -> control.control().name())
                .containsExactly("ASVS 17.9.9", "other ISO 27001 A.8.5");
    }

    private static ControlStanding control(String name) {
        return STANDINGS.stream()
                .flatMap(standing -> standing.controls().stream())
                .filter(standing -> standing.control().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
