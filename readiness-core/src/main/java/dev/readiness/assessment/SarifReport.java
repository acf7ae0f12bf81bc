package dev.readiness.assessment;

import tools.jackson.core.JsonGenerator;

/**
 * SARIF 2.1.0, the form that code scanning reads.
 *
 * <p>The running application knows endpoints, not lines of source: locations are logical ones. A waived finding is a
 * suppressed result; one that could not be seen is {@code open}, which SARIF keeps apart from both pass and fail.
 */
final class SarifReport implements ReportWriter {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    @Override
    public String render(Assessment assessment) {
        return PrettyJson.of(json -> new Log(json, assessment).write());
    }

    private record Log(JsonGenerator json, Assessment assessment) {

        void write() {
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            tool();
            PrettyJson.objects(json, "results", assessment.findings(), this::result);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }

        private void tool() {
            json.writeObjectPropertyStart("tool");
            json.writeObjectPropertyStart("driver");
            json.writeStringProperty("name", "Readiness");
            PrettyJson.objects(json, "rules", assessment.rules(), this::rule);
            json.writeEndObject();
            json.writeEndObject();
        }

        private void rule(RuleDescription rule) {
            json.writeStringProperty("id", rule.id());
            message("shortDescription", rule.title());
            message("fullDescription", rule.why());
            message("help", rule.remedy());
            json.writeObjectPropertyStart("defaultConfiguration");
            json.writeStringProperty("level", level(rule.severity()));
            json.writeEndObject();
            json.writeObjectPropertyStart("properties");
            json.writeStringProperty("security-severity", securitySeverity(rule.severity()));
            json.writeArrayPropertyStart("tags");
            json.writeString(rule.dimension().label());
            rule.controls().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }

        private void result(Finding finding) {
            RuleDescription rule = assessment.ruleOf(finding);
            String kind = kind(finding.result());
            json.writeStringProperty("ruleId", finding.ruleId());
            json.writeNumberProperty("ruleIndex", assessment.rules().indexOf(rule));
            json.writeStringProperty("kind", kind);
            json.writeStringProperty("level", kind.equals("fail") ? level(rule.severity()) : "none");
            message("message", finding.problem().isEmpty() ? rule.title() : finding.problem());
            location(finding);
            json.writeObjectPropertyStart("partialFingerprints");
            json.writeStringProperty("ruleAndPlace/v1", finding.ruleId() + " @ " + finding.where());
            json.writeEndObject();
            if (finding.result() == Result.WAIVED) {
                PrettyJson.objects(
                        json, "suppressions", finding.acceptance().stream().toList(), this::suppression);
            }
        }

        private void location(Finding finding) {
            json.writeArrayPropertyStart("locations");
            json.writeStartObject();
            json.writeArrayPropertyStart("logicalLocations");
            json.writeStartObject();
            json.writeStringProperty("fullyQualifiedName", finding.where());
            json.writeStringProperty("kind", "resource");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        }

        private void suppression(Evidence acceptance) {
            json.writeStringProperty("kind", "external");
            json.writeStringProperty("status", "accepted");
            json.writeStringProperty("justification", acceptance.source() + ": " + acceptance.observation());
        }

        private void message(String name, String text) {
            json.writeObjectPropertyStart(name);
            json.writeStringProperty("text", text);
            json.writeEndObject();
        }
    }

    private static String kind(Result result) {
        return switch (result) {
            case PASS -> "pass";
            case FAIL, WAIVED -> "fail";
            case UNKNOWN, ATTESTED -> "open";
            case NOT_APPLICABLE -> "notApplicable";
        };
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    /** The scale of code scanning: over 9 is critical, from 7 high, from 4 medium. */
    private static String securitySeverity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.0";
            case LOW -> "2.0";
        };
    }
}
