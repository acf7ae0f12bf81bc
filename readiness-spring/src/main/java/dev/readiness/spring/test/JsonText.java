package dev.readiness.spring.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON document as maps, lists and pieces of text, of which any can be replaced by whatever else, well-formed or not. */
final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** A value that is neither object nor array, as it stands in the document. */
    record Raw(String text) {

        static Raw string(String value) {
            StringBuilder json = new StringBuilder("\"");
            value.chars().forEach(letter -> {
                if (letter == '"' || letter == '\\') {
                    json.append('\\').append((char) letter);
                } else if (letter < 0x20 || Character.isSurrogate((char) letter)) {
                    json.append("\\u%04x".formatted(letter));
                } else {
                    json.append((char) letter);
                }
            });
            return new Raw(json.append('"').toString());
        }

        boolean isString() {
            return text.startsWith("\"");
        }
    }

    static Object parse(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return read(parser);
        }
    }

    private static Object read(JsonParser parser) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                object.put(name, read(parser));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(read(parser));
            }
            return array;
        }
        String text = parser.getString();
        return parser.currentToken() == JsonToken.VALUE_STRING ? Raw.string(text) : new Raw(text);
    }

    static String write(@Nullable Object document) {
        StringBuilder json = new StringBuilder();
        write(document, json);
        return json.toString();
    }

    private static void write(@Nullable Object value, StringBuilder json) {
        if (value instanceof Map<?, ?> object) {
            String separator = "{";
            for (Map.Entry<?, ?> member : object.entrySet()) {
                json.append(separator)
                        .append(Raw.string((String) member.getKey()).text())
                        .append(':');
                write(member.getValue(), json);
                separator = ",";
            }
            json.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> array) {
            String separator = "[";
            for (Object element : array) {
                json.append(separator);
                write(element, json);
                separator = ",";
            }
            json.append(array.isEmpty() ? "[]" : "]");
        } else {
            json.append(value instanceof Raw raw ? raw.text() : "null");
        }
    }

    /** Returns the places of all values in {@code document}, each as names and indices; the document itself has none. */
    static List<List<Object>> places(Object document) {
        List<List<Object>> places = new ArrayList<>();
        collect(document, List.of(), places);
        return places;
    }

    private static void collect(Object value, List<Object> place, List<List<Object>> places) {
        if (!place.isEmpty()) {
            places.add(place);
        }
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, member) -> collect(member, append(place, name), places));
        } else if (value instanceof List<?> array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), append(place, i), places);
            }
        }
    }

    private static List<Object> append(List<Object> place, Object step) {
        List<Object> longer = new ArrayList<>(place);
        longer.add(step);
        return longer;
    }

    /** Returns {@code document} with another value at {@code place}. */
    static Object replace(Object document, List<Object> place, Object value) {
        if (place.isEmpty()) {
            return value;
        }
        List<Object> rest = place.subList(1, place.size());
        if (document instanceof Map<?, ?> object) {
            Map<Object, Object> copy = new LinkedHashMap<>(object);
            copy.computeIfPresent(place.get(0), (name, member) -> replace(member, rest, value));
            return copy;
        }
        List<Object> copy = new ArrayList<>((List<?>) document);
        int index = (Integer) place.get(0);
        copy.set(index, replace(copy.get(index), rest, value));
        return copy;
    }
}
