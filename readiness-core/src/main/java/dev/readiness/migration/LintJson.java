package dev.readiness.migration;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A report of the lint as JSON, for other tools. */
final class LintJson {

    private LintJson() {}

    static String of(LintReport report) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeBooleanProperty("safe", report.isSafe());
            for (LintVerdict verdict : LintVerdict.values()) {
                json.writeNumberProperty(
                        lower(verdict), report.statements(verdict).size());
            }
            json.writeArrayPropertyStart("statements");
            for (LintedStatement statement : report.statements()) {
                json.writeStartObject();
                json.writeStringProperty("file", statement.file());
                json.writeNumberProperty("line", statement.line());
                json.writeStringProperty("sql", statement.sql());
                json.writeStringProperty("verdict", lower(statement.verdict()));
                findings(json, "findings", statement.findings());
                findings(json, "suppressed", statement.suppressed());
                json.writeEndObject();
            }
            json.writeEndArray();
            findings(json, "aboutFiles", report.aboutFiles());
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void findings(JsonGenerator json, String name, List<LintFinding> findings) {
        json.writeArrayPropertyStart(name);
        for (LintFinding finding : findings) {
            json.writeStartObject();
            json.writeStringProperty("rule", finding.rule());
            json.writeStringProperty("severity", lower(finding.severity()));
            json.writeStringProperty("effect", lower(finding.effect()));
            json.writeStringProperty("grade", lower(finding.grade()));
            json.writeStringProperty("file", finding.file());
            json.writeNumberProperty("line", finding.line());
            json.writeStringProperty("lock", finding.lock().toString());
            json.writeStringProperty("blocks", finding.lock().blocks());
            json.writeStringProperty("problem", finding.problem());
            finding.estimate().ifPresent(time -> json.writeNumberProperty("estimateMillis", time.toMillis()));
            json.writeArrayPropertyStart("safer");
            for (SafeFile file : finding.safer()) {
                json.writeStartObject();
                json.writeStringProperty("name", file.name());
                json.writeStringProperty("sql", file.sql());
                json.writeBooleanProperty("transactional", file.transactional());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
