package dev.readiness.backup;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The evidence of a tested restore as JSON. */
final class EvidenceJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private EvidenceJson() {}

    static byte[] write(RestoreEvidence evidence) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("backup", evidence.backup());
            json.writeStringProperty("takenAt", evidence.takenAt().toString());
            json.writeStringProperty("testedAt", evidence.testedAt().toString());
            json.writeStringProperty("took", evidence.took().toString());
            json.writeNumberProperty("tables", evidence.tables());
            json.writeNumberProperty("rows", evidence.rows());
            texts(json, "leftOut", evidence.leftOut());
            texts(json, "problems", evidence.problems());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /** Returns the evidence, or nothing if {@code bytes} hold none, or not all of it. */
    static Optional<RestoreEvidence> read(byte[] bytes) {
        Map<String, String> values = new TreeMap<>();
        Map<String, List<String>> lists = new TreeMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    values.put(name, parser.getString());
                    continue;
                }
                List<String> list = new ArrayList<>();
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    list.add(parser.getString());
                }
                lists.put(name, list);
            }
            if (!lists.containsKey("problems")) {
                return Optional.empty();
            }
            return Optional.of(new RestoreEvidence(
                    values.getOrDefault("backup", ""),
                    Instant.parse(values.getOrDefault("takenAt", "")),
                    Instant.parse(values.getOrDefault("testedAt", "")),
                    Duration.parse(values.getOrDefault("took", "")),
                    Integer.parseInt(values.getOrDefault("tables", "")),
                    Long.parseLong(values.getOrDefault("rows", "")),
                    lists.getOrDefault("leftOut", List.of()),
                    lists.getOrDefault("problems", List.of())));
        } catch (JacksonException | DateTimeException | NumberFormatException ex) {
            return Optional.empty();
        }
    }
}
