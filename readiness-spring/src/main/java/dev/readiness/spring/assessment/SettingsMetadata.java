package dev.readiness.spring.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.ClassUtils;

/** Reads from the configuration metadata on the class path which types settings with our prefix are bound to. */
final class SettingsMetadata {

    static final String PREFIX = "readiness";

    private static final String RESOURCE = "META-INF/spring-configuration-metadata.json";

    private SettingsMetadata() {}

    /** Returns the known settings, or nothing if no metadata came with the library. */
    static Optional<KnownSetting> read(ClassLoader classLoader) {
        KnownSetting root = new KnownSetting(PREFIX);
        boolean found = false;
        try {
            for (URL resource : Collections.list(classLoader.getResources(RESOURCE))) {
                found |= addGroups(root, text(resource), classLoader);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, ex);
        }
        return found ? Optional.of(root) : Optional.empty();
    }

    private static boolean addGroups(KnownSetting root, String json, ClassLoader classLoader) {
        if (!json.contains('"' + PREFIX)) {
            return false; // spares the parsing of everybody else's metadata
        }
        boolean found = false;
        Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(json);
        for (Object group : (List<?>) metadata.getOrDefault("groups", List.of())) {
            found |= group instanceof Map<?, ?> members && addGroup(root, members, classLoader);
        }
        return found;
    }

    private static boolean addGroup(KnownSetting root, Map<?, ?> group, ClassLoader classLoader) {
        String name = String.valueOf(group.get("name"));
        String type = String.valueOf(group.get("type"));
        if (!isOurs(name) || !ClassUtils.isPresent(type, classLoader)) {
            return false;
        }
        String[] path = name.equals(PREFIX)
                ? new String[0]
                : name.substring(PREFIX.length() + 1).split("\\.", -1);
        root.add(path, ClassUtils.resolveClassName(type, classLoader));
        return true;
    }

    private static boolean isOurs(String name) {
        return name.equals(PREFIX) || name.startsWith(PREFIX + ".");
    }

    private static String text(URL resource) throws IOException {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
