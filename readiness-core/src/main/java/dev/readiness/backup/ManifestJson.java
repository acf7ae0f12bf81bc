package dev.readiness.backup;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A manifest as JSON. What a later version adds is passed over. */
final class ManifestJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ManifestJson() {}

    static byte[] write(BackupManifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("format", 1);
            json.writeStringProperty("takenAt", manifest.takenAt().toString());
            json.writeStringProperty("product", manifest.product());
            json.writeStringProperty("serverVersion", manifest.serverVersion());
            texts(json, "settings", manifest.settings());
            json.writeArrayPropertyStart("tables");
            for (TableContent table : manifest.tables()) {
                json.writeStartObject();
                json.writeStringProperty("name", table.name());
                json.writeStringProperty("columns", table.columns());
                json.writeStringProperty("rows", Long.toString(table.rows()));
                json.writeStringProperty("hash", table.hash());
                json.writeEndObject();
            }
            json.writeEndArray();
            texts(json, "sequences", manifest.sequences());
            texts(json, "facts", manifest.facts());
            json.writeArrayPropertyStart("leftOut");
            manifest.leftOut().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) {
        json.writeObjectPropertyStart(name);
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    /**
     * Returns the manifest that {@code bytes} hold.
     *
     * @throws BackupException if they hold none
     */
    static BackupManifest read(byte[] bytes) {
        SortedMap<String, String> texts = new TreeMap<>();
        SortedMap<String, SortedMap<String, String>> maps = new TreeMap<>();
        List<TableContent> tables = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_OBJECT) {
                    maps.put(name, texts(parser));
                } else if (value != JsonToken.START_ARRAY) {
                    texts.put(name, parser.getString());
                } else if (name.equals("tables")) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        tables.add(table(texts(parser)));
                    }
                } else {
                    while (parser.nextToken() == JsonToken.VALUE_STRING) {
                        leftOut.add(parser.getString());
                    }
                }
            }
            if (!"1".equals(texts.get("format"))) {
                throw new BackupException(
                        "The backup has format " + texts.get("format") + ", but this version reads 1");
            }
            SortedMap<String, String> none = new TreeMap<>();
            return new BackupManifest(
                    Instant.parse(texts.getOrDefault("takenAt", "")),
                    texts.getOrDefault("product", ""),
                    texts.getOrDefault("serverVersion", ""),
                    maps.getOrDefault("settings", none),
                    tables,
                    maps.getOrDefault("sequences", none),
                    maps.getOrDefault("facts", none),
                    leftOut);
        } catch (JacksonException | DateTimeException | NumberFormatException ex) {
            throw new BackupException("The manifest of the backup cannot be read", ex);
        }
    }

    private static TableContent table(Map<String, String> texts) {
        return new TableContent(
                texts.getOrDefault("name", ""),
                texts.getOrDefault("columns", ""),
                Long.parseLong(texts.getOrDefault("rows", "")),
                texts.getOrDefault("hash", ""));
    }

    private static SortedMap<String, String> texts(JsonParser parser) {
        SortedMap<String, String> texts = new TreeMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            texts.put(name, parser.getString());
        }
        return texts;
    }
}
