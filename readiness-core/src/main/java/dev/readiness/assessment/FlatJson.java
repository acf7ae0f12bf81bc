package dev.readiness.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One object of a JSON array whose objects hold texts, numbers and lists of texts only, which is all that our data files need.
 *
 * @param source name of the file, for messages
 * @param texts texts, and numbers as they are written
 * @param lists lists of texts
 */
record FlatJson(String source, Map<String, String> texts, Map<String, List<String>> lists) {

    /** Returns the objects of a file that lies beside this class. */
    static List<FlatJson> ofResource(String name) {
        try (InputStream in = Objects.requireNonNull(FlatJson.class.getResourceAsStream(name), name)) {
            return of(in.readAllBytes(), name);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + name, ex);
        }
    }

    /**
     * Returns the objects of {@code json}.
     *
     * @throws IllegalArgumentException if it is anything else than an array of flat objects
     */
    static List<FlatJson> of(byte[] json, String source) {
        List<FlatJson> objects = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            expect(parser.nextToken() == JsonToken.START_ARRAY, source);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                objects.add(object(parser, source));
            }
            expect(parser.currentToken() == JsonToken.END_ARRAY, source);
        } catch (JacksonException ex) {
            throw new IllegalArgumentException(malformed(source) + ": " + ex.getOriginalMessage(), ex);
        }
        return objects;
    }

    String text(String name) {
        String value = texts.get(name);
        if (value == null) {
            throw new IllegalArgumentException(source + " lacks '" + name + "' in " + texts);
        }
        return value;
    }

    @Nullable
    String textOrNull(String name) {
        return texts.get(name);
    }

    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    private static FlatJson object(JsonParser parser, String source) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                lists.put(name, list(parser, source));
            } else {
                expect(value.isScalarValue(), source);
                texts.put(name, parser.getString());
            }
        }
        return new FlatJson(source, texts, lists);
    }

    private static List<String> list(JsonParser parser, String source) {
        List<String> values = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            values.add(parser.getString());
        }
        expect(parser.currentToken() == JsonToken.END_ARRAY, source);
        return values;
    }

    private static void expect(boolean condition, String source) {
        if (!condition) {
            throw new IllegalArgumentException(malformed(source));
        }
    }

    private static String malformed(String source) {
        return "'" + source + "' must hold a JSON array of objects with texts, numbers and lists of texts";
    }
}
