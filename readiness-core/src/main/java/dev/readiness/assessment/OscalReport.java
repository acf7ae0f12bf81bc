package dev.readiness.assessment;

import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * OSCAL assessment results 1.1.2, for those who keep their compliance in OSCAL.
 *
 * <p>Each finding is an observation. OSCAL knows satisfied and not satisfied only, and an assessment never says the first: a
 * control has a finding, {@code not-satisfied}, where a gap was seen, and observations alone elsewhere. Ids come from what they
 * name, so that the same assessment gives the same document.
 */
final class OscalReport implements ReportWriter {

    private static final String VERSION = "1.1.2";

    private static final FrameworkStanding NOTHING_REVIEWED = new FrameworkStanding(
            new Framework("none", "Nothing was reviewed", "No rule that bears on a control had anything to look at."),
            List.of(new ControlStanding(new Control("none", "reviewed", ""), List.of(), List.of(), null)));

    @Override
    public String render(Assessment assessment) {
        return PrettyJson.of(json -> new Document(json, assessment).write());
    }

    private record Document(JsonGenerator json, Assessment assessment) {

        void write() {
            json.writeStartObject();
            json.writeObjectPropertyStart("assessment-results");
            json.writeStringProperty("uuid", uuid("document"));
            json.writeObjectPropertyStart("metadata");
            json.writeStringProperty("title", line("Hardening report of " + assessment.application()));
            json.writeStringProperty("last-modified", assessment.at().toString());
            json.writeStringProperty("version", JsonReport.VERSION);
            json.writeStringProperty("oscal-version", VERSION);
            json.writeStringProperty("remarks", Wording.DISCLAIMER);
            json.writeEndObject();
            json.writeObjectPropertyStart("import-ap");
            json.writeStringProperty("href", "#" + uuid("plan"));
            json.writeEndObject();
            PrettyJson.objects(json, "results", List.of(assessment), all -> result());
            backMatter();
            json.writeEndObject();
            json.writeEndObject();
        }

        private void result() {
            json.writeStringProperty("uuid", uuid("result"));
            json.writeStringProperty("title", line("Hardening report of " + assessment.application()));
            json.writeStringProperty("description", Wording.headline(assessment) + ". " + Wording.COMPLIANCE);
            json.writeStringProperty("start", assessment.at().toString());
            json.writeStringProperty("end", assessment.at().toString());
            json.writeObjectPropertyStart("reviewed-controls");
            PrettyJson.objects(json, "control-selections", reviewed(), this::selection);
            json.writeEndObject();
            if (!assessment.findings().isEmpty()) {
                PrettyJson.objects(json, "observations", assessment.findings(), this::observation);
            }
            List<ControlStanding> gaps = assessment.compliance().stream()
                    .flatMap(standing -> standing.controls().stream())
                    .filter(control -> control.state() == ControlState.GAP_SEEN)
                    .toList();
            if (!gaps.isEmpty()) {
                PrettyJson.objects(json, "findings", gaps, this::gap);
            }
        }

        /** Only what a rule looked at was reviewed. The schema wants a selection even where nothing was. */
        private List<FrameworkStanding> reviewed() {
            List<FrameworkStanding> reviewed = assessment.compliance().stream()
                    .map(standing -> new FrameworkStanding(
                            standing.framework(),
                            standing.controls().stream()
                                    .filter(control -> !control.findings().isEmpty())
                                    .toList()))
                    .filter(standing -> !standing.controls().isEmpty())
                    .toList();
            return reviewed.isEmpty() ? List.of(NOTHING_REVIEWED) : reviewed;
        }

        private void selection(FrameworkStanding standing) {
            json.writeStringProperty(
                    "description", standing.framework().title() + ", reviewed: " + Wording.controls(standing) + ".");
            PrettyJson.objects(
                    json,
                    "include-controls",
                    standing.controls(),
                    control -> json.writeStringProperty("control-id", token(control.control())));
        }

        private void observation(Finding finding) {
            RuleDescription rule = assessment.ruleOf(finding);
            json.writeStringProperty("uuid", uuid(finding));
            json.writeStringProperty("title", line(rule.title()));
            json.writeStringProperty(
                    "description",
                    text(Wording.past(finding.result()) + " at " + finding.where()
                            + (finding.problem().isBlank() ? "" : ": " + finding.problem())));
            PrettyJson.strings(json, "methods", List.of("TEST"));
            PrettyJson.objects(
                    json,
                    "relevant-evidence",
                    finding.evidence().isEmpty()
                            ? List.of(new Evidence("rule " + rule.id(), rule.seenBy()))
                            : finding.evidence(),
                    evidence -> json.writeStringProperty(
                            "description", text(evidence.source() + ": " + evidence.observation())));
            json.writeStringProperty("collected", assessment.at().toString());
            if (!finding.remedy().isBlank()) {
                json.writeStringProperty("remarks", text("Remedy:\n\n" + finding.remedy()));
            }
        }

        private void gap(ControlStanding standing) {
            Control control = standing.control();
            json.writeStringProperty("uuid", uuid("finding " + control.name()));
            json.writeStringProperty("title", line("A gap that bears on " + control.name()));
            json.writeStringProperty(
                    "description",
                    text(control.title() + ": " + (standing.count(Result.FAIL) + standing.count(Result.WAIVED)) + " of "
                            + Wording.count(standing.findings().size(), "place") + " failed."));
            json.writeObjectPropertyStart("target");
            json.writeStringProperty("type", "objective-id");
            json.writeStringProperty("target-id", token(control));
            json.writeObjectPropertyStart("status");
            json.writeStringProperty("state", "not-satisfied");
            json.writeStringProperty("reason", "fail");
            json.writeEndObject();
            json.writeEndObject();
            PrettyJson.objects(
                    json,
                    "related-observations",
                    standing.findings(),
                    finding -> json.writeStringProperty("observation-uuid", uuid(finding)));
        }

        private void backMatter() {
            json.writeObjectPropertyStart("back-matter");
            PrettyJson.objects(json, "resources", List.of("plan"), name -> {
                json.writeStringProperty("uuid", uuid(name));
                json.writeStringProperty("title", "The rules of the hardening report");
                json.writeStringProperty(
                        "description",
                        "There is no assessment plan in OSCAL: what is looked at, and how, is the catalogue of rules.");
            });
            json.writeEndObject();
        }

        private String uuid(Finding finding) {
            return uuid("observation " + finding.ruleId() + " @ " + finding.where() + " #"
                    + assessment.findings().indexOf(finding));
        }

        private String uuid(String name) {
            return NameUuid.of(assessment.application() + " " + assessment.at() + " " + name);
        }
    }

    /** A token of OSCAL: {@code hipaa-164.312_a__1_}. */
    private static String token(Control control) {
        return control.framework().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "") + "-"
                + control.id().replaceAll("[^\\p{L}\\p{N}.-]", "_");
    }

    private static String line(String text) {
        return text(text).replaceAll("\\s+", " ");
    }

    /** Texts must not be empty, nor begin or end with a blank. */
    private static String text(String text) {
        String visible = Wording.visible(text).strip();
        return visible.isEmpty() ? "-" : visible;
    }
}
