package dev.readiness.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** A JSON object, read whole. What a later version added is carried and not asked for. */
final class JsonTree {

    private final Map<String, Object> values = new LinkedHashMap<>();

    private JsonTree() {}

    static JsonTree parse(String text) {
        try (JsonParser parser = AuditJson.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("A record must be a JSON object");
            }
            return readObject(parser);
        }
    }

    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw new IllegalArgumentException("A record must have '" + name + "'");
        }
        return text;
    }

    @Nullable
    String optionalText(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /** Returns all texts of this object, by name. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    Optional<JsonTree> child(String name) {
        return values.get(name) instanceof JsonTree tree ? Optional.of(tree) : Optional.empty();
    }

    List<String> texts(String name) {
        return elements(name, String.class);
    }

    List<JsonTree> children(String name) {
        return elements(name, JsonTree.class);
    }

    private <T> List<T> elements(String name, Class<T> type) {
        return values.get(name) instanceof List<?> list
                ? list.stream().filter(type::isInstance).map(type::cast).toList()
                : List.of();
    }

    private static JsonTree readObject(JsonParser parser) {
        JsonTree tree = new JsonTree();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Object value = readValue(parser.nextToken(), parser);
            if (value != null) {
                tree.values.put(name, value);
            }
        }
        return tree;
    }

    private static @Nullable Object readValue(@Nullable JsonToken token, JsonParser parser) {
        if (token == JsonToken.START_OBJECT) {
            return readObject(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                Object element = readValue(next, parser);
                if (element != null) {
                    elements.add(element);
                }
            }
            return elements;
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getString();
    }
}
