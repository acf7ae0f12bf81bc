package dev.readiness.spring.security;

import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.assessment.DevelopmentProfile;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/** Knows whether a site that may read answers stands in the code, or comes from settings that are others elsewhere. */
final class OriginSources {

    private final Environment environment;

    private final ApplicationClassFiles files;

    OriginSources(Environment environment, ApplicationClassFiles files) {
        this.environment = environment;
        this.files = files;
    }

    boolean isDevelopment() {
        return DevelopmentProfile.isActiveIn(environment);
    }

    /** Returns whether a setting, or the default of one in an annotation, contains {@code origin}. */
    boolean mayComeFromOutside(String origin) {
        String wanted = origin.toLowerCase(Locale.ROOT);
        return settings().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted))
                || files.mention(Pattern.compile("\\$\\{[^}\\x00]*" + Pattern.quote(origin)));
    }

    private Stream<String> settings() {
        return environment instanceof ConfigurableEnvironment configurable
                ? configurable.getPropertySources().stream()
                        .filter(EnumerablePropertySource.class::isInstance)
                        .map(source -> (EnumerablePropertySource<?>) source)
                        .flatMap(source ->
                                Arrays.stream(source.getPropertyNames()).map(source::getProperty))
                        .map(String::valueOf)
                : Stream.empty();
    }
}
