package dev.readiness.spring.assessment;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * Keeps this library out of applications on a Spring Boot that it was not made for, so that adding it never breaks one.
 *
 * <p>If the application relies on it, which a setting {@code readiness.*} says, the start stops instead: safeguards that are
 * configured and not there are worse than none.
 */
final class SupportedVersions implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String OURS = "dev.readiness.spring.";

    private static final int OLDEST_MAJOR = 3;

    private static final int OLDEST_MINOR = 5;

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        return match(SpringBootVersion.getVersion(), autoConfigurations);
    }

    boolean[] match(@Nullable String version, @Nullable String[] autoConfigurations) {
        boolean[] wanted = new boolean[autoConfigurations.length];
        Arrays.fill(wanted, true);
        if (version == null || isSupported(version)) {
            return wanted;
        }
        boolean left = false;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = !Objects.requireNonNullElse(autoConfigurations[i], "").startsWith(OURS);
            left |= !wanted[i];
        }
        if (left) {
            leaveOut(version);
        }
        return wanted;
    }

    /** Returns whether {@code version}, for example {@code 3.5.16}, is one that this library runs on. */
    static boolean isSupported(String version) {
        String[] numbers = version.split("[^0-9]+", -1);
        if (numbers.length < 2 || numbers[0].isEmpty() || numbers[1].isEmpty()) {
            return true; // no version as Spring Boot writes them
        }
        int major = Integer.parseInt(numbers[0]);
        return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(numbers[1]) >= OLDEST_MINOR);
    }

    private void leaveOut(String version) {
        Optional<String> setting = ourSettings().findFirst();
        if (setting.isPresent()) {
            throw new IllegalStateException(
                    "readiness-spring needs Spring Boot 3.5 or later, and this is %s: %s would have no effect. Move to 3.5, or remove the settings readiness.* and the dependency."
                            .formatted(version, setting.get()));
        }
        LoggerFactory.getLogger(HardeningReport.class)
                .warn(
                        "readiness-spring needs Spring Boot 3.5 or later, and this is {}: it does nothing here.",
                        version);
    }

    private Stream<String> ourSettings() {
        return environment instanceof ConfigurableEnvironment configurable
                ? configurable.getPropertySources().stream()
                        .filter(EnumerablePropertySource.class::isInstance)
                        .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                        .filter(name -> name.startsWith("readiness."))
                : Stream.empty();
    }
}
