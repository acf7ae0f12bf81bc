package dev.readiness.spring.assessment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * A setting that stands in a configuration file.
 *
 * @param name its name in lower case with dashes, without what chooses one entry of a list
 * @param location file, line and column
 */
record FileSetting(String name, String location) {

    /** Returns what the configuration files of the running application set, each name once. */
    static List<FileSetting> in(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .flatMap(FileSetting::of)
                .distinct()
                .toList();
    }

    private static Stream<FileSetting> of(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> listed && source instanceof OriginLookup<?>
                ? Arrays.stream(listed.getPropertyNames()).flatMap(name -> of(listed, name).stream())
                : Stream.empty();
    }

    private static Optional<FileSetting> of(EnumerablePropertySource<?> source, String name) {
        Origin origin = OriginLookup.getOrigin(source, name);
        return origin instanceof TextResourceOrigin text
                ? Optional.of(new FileSetting(canonical(name), text.toString()))
                : Optional.empty();
    }

    private static String canonical(String name) {
        String withoutIndex = name.replaceFirst("\\[.*", "");
        return ConfigurationPropertyName.adapt(withoutIndex, '.').toString();
    }
}
