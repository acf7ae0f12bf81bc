package dev.readiness.spring.secrets;

import dev.readiness.secrets.ConfigurationEntry;
import dev.readiness.secrets.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * The entries of the configuration files that belong to the code: those on the class path, and the {@code application}
 * files in or below the working directory. A file elsewhere on the disk is how an operator hands in values from outside.
 */
final class ConfigurationFiles {

    private final ConfigurableEnvironment environment;

    ConfigurationFiles(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    List<ConfigurationEntry> entries() {
        return environment.getPropertySources().stream()
                .flatMap(ConfigurationFiles::entriesOf)
                .toList();
    }

    private static Stream<ConfigurationEntry> entriesOf(PropertySource<?> source) {
        if (!(source instanceof EnumerablePropertySource<?> listed)
                || !(source instanceof OriginLookup<?> || source instanceof ResourcePropertySource)) {
            return Stream.empty();
        }
        return Arrays.stream(listed.getPropertyNames()).flatMap(name -> entryOf(listed, name).stream());
    }

    private static Optional<ConfigurationEntry> entryOf(EnumerablePropertySource<?> source, String name) {
        return locationOf(source, name)
                .flatMap(location -> Optional.ofNullable(source.getProperty(name))
                        .map(value -> new ConfigurationEntry(name, Secret.of(value.toString()), location)));
    }

    private static Optional<String> locationOf(EnumerablePropertySource<?> source, String name) {
        if (source instanceof ResourcePropertySource) {
            // @PropertySource: no line is known, and the name of the source is that of the file.
            String file = source.getName();
            return file.startsWith("class path resource") ? Optional.of(file) : Optional.empty();
        }
        Origin origin = OriginLookup.getOrigin(source, name);
        return origin instanceof TextResourceOrigin text ? locationOf(text) : Optional.empty();
    }

    private static Optional<String> locationOf(TextResourceOrigin origin) {
        TextResourceOrigin.Location location = origin.getLocation();
        String line = location == null ? "" : ":" + (location.getLine() + 1);
        return Optional.ofNullable(origin.getResource())
                .map(resource -> resource instanceof OriginTrackedResource tracked ? tracked.getResource() : resource)
                .flatMap(ConfigurationFiles::fileOf)
                .map(file -> file + line);
    }

    private static Optional<String> fileOf(Resource resource) {
        if (resource instanceof ClassPathResource onClassPath) {
            return Optional.of(onClassPath.getPath());
        }
        String name = resource.getFilename();
        return name != null && name.startsWith("application") && isBelowWorkingDirectory(resource)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static boolean isBelowWorkingDirectory(Resource resource) {
        try {
            return resource.isFile()
                    && resource.getFile()
                            .toPath()
                            .toAbsolutePath()
                            .normalize()
                            .startsWith(Path.of("").toAbsolutePath());
        } catch (IOException ex) {
            return false;
        }
    }
}
