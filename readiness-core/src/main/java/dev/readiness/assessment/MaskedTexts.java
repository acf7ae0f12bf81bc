package dev.readiness.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Applies a mask to the texts of an assessment; the same text everywhere alike, so that what belongs together still does. */
final class MaskedTexts {

    private final UnaryOperator<String> mask;

    MaskedTexts(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    Assessment in(Assessment assessment) {
        return new Assessment(
                mask.apply(assessment.application()),
                assessment.at(),
                assessment.endpoints().stream().map(this::in).toList(),
                assessment.rules(),
                in(assessment.findings()),
                assessment.slices().stream().map(this::in).toList(),
                assessment.proposals().stream().map(this::in).toList(),
                in(assessment.effort()),
                assessment.attestedControls().stream().map(this::in).toList(),
                assessment.notes().stream().map(mask).toList(),
                assessment.charts().stream().map(this::in).toList(),
                in(assessment.access()));
    }

    private AccessMatrix in(AccessMatrix matrix) {
        return new AccessMatrix(
                matrix.callers().stream().map(mask).toList(),
                matrix.rows().stream()
                        .map(row -> new AccessMatrix.Row(in(row.endpoint()), row.cells(), mask.apply(row.why())))
                        .toList(),
                matrix.remarks().stream().map(mask).toList());
    }

    private ReportChart in(ReportChart chart) {
        return new ReportChart(
                chart.dimension(),
                mask.apply(chart.title()),
                chart.bars().stream()
                        .map(bar -> new ReportChart.Bar(
                                mask.apply(bar.label()), bar.share(), bar.tone(), mask.apply(bar.text())))
                        .toList(),
                chart.remarks().stream().map(mask).toList());
    }

    private AssessedEndpoint in(AssessedEndpoint assessed) {
        Map<String, EndpointInspector.Fact> facts = new LinkedHashMap<>();
        assessed.facts()
                .forEach((aspect, fact) -> facts.put(
                        mask.apply(aspect),
                        new EndpointInspector.Fact(mask.apply(fact.value()), mask.apply(fact.detail()))));
        return new AssessedEndpoint(in(assessed.endpoint()), facts);
    }

    private Endpoint in(Endpoint endpoint) {
        return new Endpoint(
                endpoint.method(),
                mask.apply(endpoint.path()),
                mask.apply(endpoint.handler()),
                endpoint.origin(),
                endpoint.writes(),
                endpoint.consumesInput(),
                endpoint.unboundedCollection());
    }

    private List<Finding> in(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Finding(
                        finding.ruleId(),
                        finding.result(),
                        mask.apply(finding.where()),
                        mask.apply(finding.problem()),
                        mask.apply(finding.remedy()),
                        finding.evidence().stream()
                                .map(seen -> new Evidence(mask.apply(seen.source()), mask.apply(seen.observation())))
                                .toList()))
                .toList();
    }

    private SliceStanding in(SliceStanding standing) {
        Slice slice = standing.slice();
        return new SliceStanding(
                new Slice(
                        mask.apply(slice.name()),
                        slice.endpoints().stream().map(mask).toList()),
                standing.stage(),
                standing.next(),
                in(standing.obstacles()));
    }

    private Effort in(Effort effort) {
        return new Effort(
                effort.total(),
                effort.application(),
                effort.slices().stream()
                        .map(slice -> new SliceEffort(mask.apply(slice.slice()), slice.cells()))
                        .toList(),
                effort.finished(),
                effort.perCell(),
                effort.score());
    }

    private ControlAttestation in(ControlAttestation word) {
        return new ControlAttestation(word.control(), mask.apply(word.by()), word.until(), mask.apply(word.evidence()));
    }
}
