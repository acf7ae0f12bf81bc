package dev.readiness.validation;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a problem document as JSON. */
final class ProblemJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ProblemJson() {}

    static String write(ProblemDocument problem) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("type", problem.type().toString());
            json.writeStringProperty("title", problem.title());
            json.writeNumberProperty("status", problem.status());
            if (problem.detail() != null) {
                json.writeStringProperty("detail", problem.detail());
            }
            if (problem.instance() != null) {
                json.writeStringProperty("instance", problem.instance().toString());
            }
            writeMembers(json, problem.extensions());
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void writeMembers(JsonGenerator json, Map<?, ?> members) {
        members.forEach((name, value) -> {
            json.writeName((String) name);
            writeValue(json, value);
        });
    }

    private static void writeValue(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            writeMembers(json, map);
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(item -> writeValue(json, item));
            json.writeEndArray();
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString((String) value);
        }
    }
}
