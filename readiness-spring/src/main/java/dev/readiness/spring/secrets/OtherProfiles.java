package dev.readiness.spring.secrets;

import dev.readiness.secrets.ConfigurationEntry;
import dev.readiness.secrets.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/**
 * The entries of the application's configuration files that are not in effect, because their profile is not active now. The
 * next environment that the same jar is started in reads them.
 */
final class OtherProfiles {

    private static final List<String> FILES = List.of(
            "application*.properties",
            "application*.y*ml",
            "config/application*.properties",
            "config/application*.y*ml");

    private static final Pattern PROFILE = Pattern.compile("application-(.+)\\.(?:properties|ya?ml)");

    private static final String ON_PROFILE = "spring.config.activate.on-profile";

    private final ApplicationRoots roots;

    private final Environment environment;

    OtherProfiles(ApplicationRoots roots, Environment environment) {
        this.roots = roots;
        this.environment = environment;
    }

    /** Returns the entries by the profile that they belong to. */
    Map<String, List<ConfigurationEntry>> entries() {
        Map<String, List<ConfigurationEntry>> byProfile = new LinkedHashMap<>();
        for (Resource file :
                FILES.stream().flatMap(pattern -> roots.find(pattern).stream()).toList()) {
            for (PropertySource<?> document : documentsOf(file)) {
                profileOf(file, document)
                        .filter(profile -> !isActive(profile))
                        .ifPresent(profile -> byProfile
                                .computeIfAbsent(profile, name -> new ArrayList<>())
                                .addAll(entriesOf(document, file)));
            }
        }
        return byProfile;
    }

    private static List<PropertySource<?>> documentsOf(Resource file) {
        String name = Objects.requireNonNullElse(file.getFilename(), "");
        PropertySourceLoader loader =
                name.endsWith(".properties") ? new PropertiesPropertySourceLoader() : new YamlPropertySourceLoader();
        try {
            return loader.load(name, file);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + file, ex);
        }
    }

    private static Optional<String> profileOf(Resource file, PropertySource<?> document) {
        Object condition = document.getProperty(ON_PROFILE);
        if (condition != null) {
            return Optional.of(condition.toString());
        }
        Matcher name = PROFILE.matcher(Objects.requireNonNullElse(file.getFilename(), ""));
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private boolean isActive(String profile) {
        try {
            return environment.acceptsProfiles(Profiles.of(profile.split("\\s*,\\s*")));
        } catch (IllegalArgumentException ex) {
            return true; // no expression that Spring understands either, so nothing can be said
        }
    }

    private static List<ConfigurationEntry> entriesOf(PropertySource<?> document, Resource file) {
        return document instanceof EnumerablePropertySource<?> listed
                ? Arrays.stream(listed.getPropertyNames())
                        .flatMap(name -> entryOf(listed, name, file))
                        .toList()
                : List.of();
    }

    private static Stream<ConfigurationEntry> entryOf(
            EnumerablePropertySource<?> document, String name, Resource file) {
        return Optional.ofNullable(document.getProperty(name))
                .map(value -> new ConfigurationEntry(
                        name, Secret.of(value.toString()), file.getFilename() + lineOf(document, name)))
                .stream();
    }

    private static String lineOf(EnumerablePropertySource<?> document, String name) {
        return OriginLookup.getOrigin(document, name) instanceof TextResourceOrigin text && text.getLocation() != null
                ? ":" + (text.getLocation().getLine() + 1)
                : "";
    }
}
