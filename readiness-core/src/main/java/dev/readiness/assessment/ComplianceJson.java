package dev.readiness.assessment;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the compliance view as JSON. */
record ComplianceJson(JsonGenerator json) {

    void write(List<FrameworkStanding> standings) {
        json.writeObjectPropertyStart("compliance");
        json.writeStringProperty("disclaimer", Wording.COMPLIANCE);
        PrettyJson.objects(json, "frameworks", standings, this::framework);
        json.writeEndObject();
    }

    private void framework(FrameworkStanding standing) {
        json.writeStringProperty("name", standing.framework().name());
        json.writeStringProperty("title", standing.framework().title());
        json.writeStringProperty("scope", standing.framework().scope());
        json.writeStringProperty("summary", Wording.controls(standing));
        PrettyJson.objects(json, "controls", standing.controls(), this::control);
    }

    private void control(ControlStanding standing) {
        json.writeStringProperty("id", standing.control().id());
        json.writeStringProperty("title", standing.control().title());
        json.writeStringProperty("state", Wording.of(standing.state()));
        PrettyJson.strings(
                json,
                "rules",
                standing.rules().stream().map(RuleDescription::id).toList());
        json.writeNumberProperty("passed", standing.count(Result.PASS));
        json.writeNumberProperty("failed", standing.count(Result.FAIL));
        json.writeNumberProperty("unknown", standing.count(Result.UNKNOWN));
        json.writeNumberProperty("attested", standing.count(Result.ATTESTED));
        json.writeNumberProperty("waived", standing.count(Result.WAIVED));
        PrettyJson.strings(json, "attestations", standing.vouchers());
    }
}
