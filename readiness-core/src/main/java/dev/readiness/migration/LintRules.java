package dev.readiness.migration;

import dev.readiness.assessment.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The rules of the lint, read from {@code lint-rules.json} beside this class. */
final class LintRules {

    private static final String RESOURCE = "lint-rules.json";

    private static final LintRules INSTANCE = new LintRules();

    private final Map<String, LintRule> byId = new LinkedHashMap<>();
    private final Map<ChangeKind, List<LintRule>> byKind = new EnumMap<>(ChangeKind.class);

    private LintRules() {
        for (Map<String, List<String>> entry : read()) {
            LintRule rule = rule(entry);
            if (byId.put(rule.id(), rule) != null) {
                throw new IllegalStateException(RESOURCE + " describes " + rule.id() + " twice");
            }
            rule.kinds()
                    .forEach(kind -> byKind.computeIfAbsent(kind, key -> new ArrayList<>())
                            .add(rule));
        }
    }

    static Collection<LintRule> all() {
        return INSTANCE.byId.values();
    }

    static boolean exists(String id) {
        return INSTANCE.byId.containsKey(id);
    }

    static LintRule named(String id) {
        return Objects.requireNonNull(INSTANCE.byId.get(id), id);
    }

    static List<LintRule> about(ChangeKind kind) {
        return INSTANCE.byKind.getOrDefault(kind, List.of());
    }

    private static LintRule rule(Map<String, List<String>> entry) {
        return new LintRule(
                one(entry, "id", ""),
                Severity.valueOf(one(entry, "severity", "")),
                LintEffect.valueOf(one(entry, "effect", "")),
                TableLock.valueOf(one(entry, "lock", "").replace(' ', '_')),
                entry.getOrDefault("kinds", List.of()).stream()
                        .map(ChangeKind::valueOf)
                        .collect(Collectors.toSet()),
                entry.getOrDefault("with", List.of()).stream()
                        .map(Trait::valueOf)
                        .collect(Collectors.toSet()),
                entry.getOrDefault("without", List.of()).stream()
                        .map(Trait::valueOf)
                        .collect(Collectors.toSet()),
                Integer.parseInt(one(entry, "since", "0")),
                Integer.parseInt(one(entry, "before", "1000")),
                Boolean.parseBoolean(one(entry, "always", "false")),
                one(entry, "problem", ""),
                entry.getOrDefault("safe", List.of()));
    }

    private static String one(Map<String, List<String>> entry, String name, String otherwise) {
        List<String> values = entry.getOrDefault(name, List.of());
        return values.isEmpty() ? otherwise : values.get(0);
    }

    private static List<Map<String, List<String>>> read() {
        try (InputStream in = Objects.requireNonNull(LintRules.class.getResourceAsStream(RESOURCE), RESOURCE);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in.readAllBytes())) {
            List<Map<String, List<String>>> entries = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, List<String>> entry = new HashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    List<String> values = new ArrayList<>();
                    if (parser.nextToken() == JsonToken.START_ARRAY) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            values.add(parser.getString());
                        }
                    } else {
                        values.add(parser.getString());
                    }
                    entry.put(name, values);
                }
                entries.add(entry);
            }
            return entries;
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, ex);
        }
    }
}
