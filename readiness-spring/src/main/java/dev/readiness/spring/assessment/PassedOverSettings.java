package dev.readiness.spring.assessment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Tells which settings are passed over: the application's code asks for others of their group by placeholder, and neither it nor
 * its configuration mentions these.
 */
final class PassedOverSettings implements BiPredicate<String, DeclaredSettings> {

    private static final String[] LOGGING = {
        "classpath:logback-spring.xml", "classpath:logback.xml", "classpath:log4j2-spring.xml", "classpath:log4j2.xml"
    };

    private final ConfigurableEnvironment environment;

    private final ApplicationClassFiles files;

    private final ResourceLoader resources;

    PassedOverSettings(ConfigurableEnvironment environment, ApplicationClassFiles files, ResourceLoader resources) {
        this.environment = environment;
        this.files = files;
        this.resources = resources;
    }

    @Override
    public boolean test(String name, DeclaredSettings declared) {
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !declared.hasGroup(name.substring(0, name.indexOf('.') + 1))
                && files.mentionLoosely("${" + name.substring(0, dot + 1))
                && !files.mentionLoosely(name)
                && values().noneMatch(
                                value -> ApplicationClassFiles.plain(value).contains(ApplicationClassFiles.plain(name)))
                && Stream.of(LOGGING)
                        .map(resources::getResource)
                        .noneMatch(file ->
                                ApplicationClassFiles.plain(textOf(file)).contains(ApplicationClassFiles.plain(name)));
    }

    /** The values as they stand in the files, with placeholders in them. */
    private Stream<String> values() {
        return environment.getPropertySources().stream()
                .flatMap(source -> source instanceof EnumerablePropertySource<?> listed
                        ? Arrays.stream(listed.getPropertyNames()).map(listed::getProperty)
                        : Stream.empty())
                .map(String::valueOf)
                .filter(value -> value.contains("${"));
    }

    private static String textOf(Resource file) {
        try {
            return file.exists() ? file.getContentAsString(StandardCharsets.UTF_8) : "";
        } catch (IOException ex) {
            return "";
        }
    }
}
