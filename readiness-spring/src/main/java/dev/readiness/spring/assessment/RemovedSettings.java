package dev.readiness.spring.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParserFactory;

/** Reads from the metadata of the libraries on the class path which settings were removed, and what took their place. */
final class RemovedSettings {

    private static final String RESOURCE = "META-INF/spring-configuration-metadata.json";

    private final Map<String, Optional<String>> removed = new HashMap<>();

    /** A name that one library has given up may be another library's. */
    private final Set<String> alive = new HashSet<>();

    private RemovedSettings() {}

    /** Returns the removed names, each with its successor if it has one. */
    static Map<String, Optional<String>> read(ClassLoader classLoader) {
        RemovedSettings settings = new RemovedSettings();
        try {
            for (URL resource : Collections.list(classLoader.getResources(RESOURCE))) {
                settings.add(JsonParserFactory.getJsonParser().parseMap(text(resource)));
            }
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, ex);
        }
        settings.removed.keySet().removeAll(settings.alive);
        return Collections.unmodifiableMap(settings.removed);
    }

    private void add(Map<String, Object> metadata) {
        for (Object property : (List<?>) metadata.getOrDefault("properties", List.of())) {
            if (property instanceof Map<?, ?> members) {
                add(String.valueOf(members.get("name")), members.get("deprecation"));
            }
        }
    }

    private void add(String name, @Nullable Object deprecation) {
        if (deprecation instanceof Map<?, ?> details && "error".equals(details.get("level"))) {
            removed.put(name, Optional.ofNullable(details.get("replacement")).map(Object::toString));
        } else {
            alive.add(name);
        }
    }

    private static String text(URL resource) throws IOException {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
