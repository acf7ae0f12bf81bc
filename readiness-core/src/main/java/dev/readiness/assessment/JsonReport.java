package dev.readiness.assessment;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Everything that an assessment holds, in the form that {@code hardening-report.schema.json} describes. */
final class JsonReport implements ReportWriter {

    /** Version of the form: the first number changes when a reader of the form before it could break. */
    static final String VERSION = "1.1";

    /** Name of the schema; it is the {@code $id} of the published one. */
    static final String SCHEMA = "urn:readiness:hardening-report:" + VERSION;

    @Override
    public String render(Assessment assessment) {
        return PrettyJson.of(json -> new Document(json, assessment).write());
    }

    private record Document(JsonGenerator json, Assessment assessment) {

        void write() {
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("version", VERSION);
            json.writeStringProperty("application", assessment.application());
            json.writeStringProperty("at", assessment.at().toString());
            json.writeStringProperty("summary", Wording.headline(assessment));
            grading(assessment.grading());
            PrettyJson.objects(json, "dimensions", assessment.dimensions(), this::dimension);
            PrettyJson.objects(json, "slices", assessment.slices(), this::slice);
            PrettyJson.objects(json, "proposedSlices", assessment.proposals(), this::proposal);
            PrettyJson.objects(json, "endpoints", assessment.endpoints(), this::endpoint);
            PrettyJson.objects(json, "rules", assessment.rules(), this::rule);
            PrettyJson.objects(json, "findings", assessment.findings(), this::finding);
            json.writeObjectPropertyStart("effort");
            new EffortJson(json).write(assessment.effort());
            json.writeEndObject();
            new ComplianceJson(json).write(assessment.compliance());
            PrettyJson.strings(json, "notes", assessment.notes());
            if (!assessment.access().isEmpty()) {
                json.writeObjectPropertyStart("access");
                access(assessment.access());
                json.writeEndObject();
            }
            if (!assessment.charts().isEmpty()) {
                PrettyJson.objects(json, "charts", assessment.charts(), this::chart);
            }
            json.writeEndObject();
        }

        private void access(AccessMatrix matrix) {
            PrettyJson.strings(json, "callers", matrix.callers());
            PrettyJson.objects(json, "rows", matrix.rows(), this::row);
            PrettyJson.strings(json, "remarks", matrix.remarks());
        }

        private void row(AccessMatrix.Row row) {
            json.writeStringProperty("endpoint", row.endpoint().id());
            PrettyJson.strings(
                    json, "cells", row.cells().stream().map(Wording::of).toList());
            json.writeStringProperty("why", row.why());
        }

        private void chart(ReportChart chart) {
            json.writeStringProperty("dimension", chart.dimension().label());
            json.writeStringProperty("title", chart.title());
            PrettyJson.objects(json, "bars", chart.bars(), this::bar);
            PrettyJson.strings(json, "remarks", chart.remarks());
        }

        private void bar(ReportChart.Bar bar) {
            json.writeStringProperty("label", bar.label());
            json.writeNumberProperty("share", bar.share());
            json.writeStringProperty("text", bar.text());
        }

        private void grading(Grading grading) {
            json.writeStringProperty("grade", grading.letter());
            if (grading.byShare() != null) {
                json.writeStringProperty("gradeByShare", grading.byShare().name());
            }
            PrettyJson.strings(json, "gradeCaps", grading.caps());
        }

        private void dimension(DimensionStanding standing) {
            json.writeStringProperty("name", standing.dimension().label());
            json.writeNumberProperty("asked", standing.asked());
            json.writeNumberProperty("passed", standing.passed());
            json.writeNumberProperty("failed", standing.failed());
            json.writeNumberProperty("unknown", standing.unknown());
            json.writeNumberProperty("attested", standing.attested());
            json.writeNumberProperty("waived", standing.waived());
            json.writeNumberProperty("percentPassed", standing.percentPassed());
            grading(standing.grading());
        }

        private void slice(SliceStanding standing) {
            json.writeStringProperty("name", standing.slice().name());
            PrettyJson.strings(json, "endpoints", standing.slice().endpoints());
            json.writeStringProperty("stage", Wording.of(standing.stage()));
            if (standing.next() != null) {
                json.writeStringProperty("next", Wording.of(standing.next()));
            }
            PrettyJson.objects(json, "obstacles", standing.obstacles(), this::obstacle);
        }

        private void proposal(SliceStanding standing) {
            slice(standing);
            json.writeStringProperty("declare", SliceProposals.snippet(standing.slice(), declared()));
        }

        private List<Slice> declared() {
            return assessment.slices().stream().map(SliceStanding::slice).toList();
        }

        private void obstacle(Finding finding) {
            json.writeStringProperty("rule", finding.ruleId());
            json.writeStringProperty("where", finding.where());
            json.writeStringProperty("result", Wording.of(finding.result()));
        }

        private void endpoint(AssessedEndpoint assessed) {
            Endpoint endpoint = assessed.endpoint();
            json.writeStringProperty("id", endpoint.id());
            json.writeStringProperty("method", endpoint.method());
            json.writeStringProperty("path", endpoint.path());
            json.writeStringProperty("handler", endpoint.handler());
            json.writeStringProperty("origin", Wording.of(endpoint.origin()));
            json.writeBooleanProperty("writes", endpoint.writes());
            json.writeBooleanProperty("consumesInput", endpoint.consumesInput());
            json.writeBooleanProperty("unboundedCollection", endpoint.unboundedCollection());
            PrettyJson.objects(json, "facts", assessed.facts().entrySet(), this::fact);
        }

        private void fact(Map.Entry<String, EndpointInspector.Fact> entry) {
            json.writeStringProperty("aspect", entry.getKey());
            json.writeStringProperty("value", entry.getValue().value());
            json.writeStringProperty("detail", entry.getValue().detail());
        }

        private void rule(RuleDescription rule) {
            json.writeStringProperty("id", rule.id());
            json.writeStringProperty("title", rule.title());
            json.writeStringProperty("why", rule.why());
            classification(rule);
            json.writeStringProperty("seenBy", rule.seenBy());
            json.writeStringProperty("remedy", rule.remedy());
            PrettyJson.strings(json, "controls", rule.controls());
        }

        private void finding(Finding finding) {
            RuleDescription rule = assessment.ruleOf(finding);
            json.writeStringProperty("rule", finding.ruleId());
            classification(rule);
            json.writeStringProperty("result", Wording.of(finding.result()));
            json.writeStringProperty("where", finding.where());
            json.writeStringProperty("problem", finding.problem());
            json.writeStringProperty("remedy", finding.remedy());
            PrettyJson.objects(json, "evidence", finding.evidence(), this::evidence);
            PrettyJson.strings(json, "controls", rule.controls());
            if (finding.result() == Result.FAIL) {
                json.writeStringProperty("waiver", NotReadyException.waiverSnippet(finding, assessment));
            }
        }

        private void classification(RuleDescription rule) {
            json.writeStringProperty("dimension", rule.dimension().label());
            json.writeStringProperty("stage", Wording.of(rule.stage()));
            json.writeStringProperty("severity", Wording.of(rule.severity()));
        }

        private void evidence(Evidence evidence) {
            json.writeStringProperty("source", evidence.source());
            json.writeStringProperty("observation", evidence.observation());
        }
    }
}
