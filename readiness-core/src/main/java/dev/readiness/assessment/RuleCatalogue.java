package dev.readiness.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The descriptions of the library's own rules, read from {@code rules.json} beside this class.
 *
 * <p>One file holds all of them, so that the documentation, the report and the rules never say different things.
 */
public final class RuleCatalogue {

    private static final String RESOURCE = "rules.json";

    private static final RuleCatalogue INSTANCE = read();

    private final Map<String, RuleDescription> descriptions;

    private RuleCatalogue(Map<String, RuleDescription> descriptions) {
        this.descriptions = descriptions;
    }

    /**
     * Returns the description of the rule {@code id}.
     *
     * @throws IllegalArgumentException if the catalogue has no such rule
     */
    public static RuleDescription describe(String id) {
        RuleDescription description = INSTANCE.descriptions.get(id);
        if (description == null) {
            throw new IllegalArgumentException("'id' must name a rule of " + RESOURCE + " but is '" + id + "'");
        }
        return description;
    }

    /** Returns all descriptions, in the order of the file. */
    public static Collection<RuleDescription> all() {
        return INSTANCE.descriptions.values();
    }

    private static RuleCatalogue read() {
        try (InputStream in = Objects.requireNonNull(RuleCatalogue.class.getResourceAsStream(RESOURCE), RESOURCE);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            Map<String, RuleDescription> descriptions = new LinkedHashMap<>();
            expect(parser.nextToken(), JsonToken.START_ARRAY, parser);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                RuleDescription description = readDescription(parser);
                if (descriptions.put(description.id(), description) != null) {
                    throw new IllegalStateException(RESOURCE + " describes " + description.id() + " twice");
                }
            }
            return new RuleCatalogue(java.util.Collections.unmodifiableMap(descriptions));
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, ex);
        }
    }

    private static RuleDescription readDescription(JsonParser parser) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> controls = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    controls.add(parser.getString());
                }
            } else {
                texts.put(name, parser.getString());
            }
        }
        return new RuleDescription(
                text(texts, "id"),
                text(texts, "title"),
                text(texts, "why"),
                Dimension.valueOf(constant(texts, "dimension")),
                Stage.valueOf(constant(texts, "stage")),
                Severity.valueOf(constant(texts, "severity")),
                text(texts, "seenBy"),
                text(texts, "remedy"),
                controls);
    }

    private static String text(Map<String, String> texts, String name) {
        String value = texts.get(name);
        if (value == null) {
            throw new IllegalStateException(RESOURCE + " lacks '" + name + "' in " + texts);
        }
        return value;
    }

    private static String constant(Map<String, String> texts, String name) {
        return text(texts, name).toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    private static void expect(JsonToken actual, JsonToken expected, JsonParser parser) {
        if (actual != expected) {
            throw new IllegalStateException(
                    RESOURCE + " must begin with " + expected + " at " + parser.currentTokenLocation());
        }
    }
}
