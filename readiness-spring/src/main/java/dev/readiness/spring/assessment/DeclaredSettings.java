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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParserFactory;

/** What the metadata of the libraries on the class path says of settings: which there are, and which were removed. */
final class DeclaredSettings {

    private static final String RESOURCE = "META-INF/spring-configuration-metadata.json";

    private final Map<String, Optional<String>> removed = new HashMap<>();

    /** A name that one library has given up may be another library's. */
    private final Set<String> alive = new HashSet<>();

    private final Set<String> uniform = new HashSet<>();

    private DeclaredSettings() {}

    /** Reads the metadata of every library that {@code classLoader} sees. */
    static DeclaredSettings read(ClassLoader classLoader) {
        DeclaredSettings settings = new DeclaredSettings();
        try {
            for (URL resource : Collections.list(classLoader.getResources(RESOURCE))) {
                settings.add(JsonParserFactory.getJsonParser().parseMap(text(resource)));
            }
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, ex);
        }
        settings.removed.keySet().removeAll(settings.alive);
        settings.alive.forEach(name -> settings.uniform.add(uniform(name)));
        return settings;
    }

    /** Returns the removed names, each with its successor if it has one. */
    Map<String, Optional<String>> removed() {
        return Collections.unmodifiableMap(removed);
    }

    /** Returns whether a library declares {@code name}, or a map, a list or an object that it is a part of. */
    boolean isDeclared(String name) {
        String whole = uniform(name);
        for (int end = whole.length(); end > 0; end = whole.lastIndexOf('.', end - 1)) {
            if (uniform.contains(whole.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a library declares settings whose names begin with {@code group}. */
    boolean hasGroup(String group) {
        return alive.stream().anyMatch(name -> name.startsWith(group));
    }

    /** Returns the declared name that {@code name} may be a misspelling of. */
    Optional<String> closestTo(String name) {
        String group = name.substring(0, name.lastIndexOf('.') + 1);
        return ClosestName.to(
                name,
                alive.stream().filter(declared -> declared.startsWith(group)).toList());
    }

    /** Spring binds a name however its words are joined. */
    private static String uniform(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
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
