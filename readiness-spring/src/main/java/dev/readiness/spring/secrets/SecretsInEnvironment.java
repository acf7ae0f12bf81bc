package dev.readiness.spring.secrets;

import dev.readiness.secrets.LoadedSecrets;
import dev.readiness.secrets.SecretSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Puts the configured directories and files into the environment, above the configuration files and below environment
 * variables and the command line, and then checks that every required secret is there.
 */
final class SecretsInEnvironment {

    /** After the configuration files, whose processor runs at the highest precedence plus 10: they say where to look. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

    /** The name of a property source without properties, which says that this is done. */
    static final String MARK = "readiness secrets";

    private SecretsInEnvironment() {}

    /**
     * Loads the secrets into {@code environment} and checks those that are needed. Does nothing where neither
     * {@code readiness.secrets} nor an import of secrets is configured, and nothing the second time.
     *
     * @throws SecretFaultsException if a secret is missing or must not be used; it names all of them
     */
    static void load(ConfigurableEnvironment environment) {
        load(environment, Map.of());
    }

    /** Does the same, with the secrets that annotations require, each with the class that has the annotation. */
    static void load(ConfigurableEnvironment environment, Map<String, Class<?>> annotated) {
        if (isLoaded(environment)) {
            return;
        }
        SecretsProperties properties = SecretsProperties.of(environment);
        boolean configured = !annotated.isEmpty()
                || SecretsProperties.areIn(environment)
                || in(environment).findAny().isPresent();
        if (!configured || !properties.enabled()) {
            return;
        }
        add(properties.sources(), environment.getPropertySources());
        environment.getPropertySources().addLast(new Mark(properties));
        SecretsCheck check = new SecretsCheck(environment, properties, annotated);
        List<SecretFault> faults = check.faults(properties.policy(environment));
        if (!faults.isEmpty()) {
            throw new SecretFaultsException(faults);
        }
        LoadedSecrets.add(check.secrets());
    }

    /** Returns the settings by which the secrets were loaded, for binding them takes a start longer than reading the files. */
    static Optional<SecretsProperties> loadedBy(ConfigurableEnvironment environment) {
        return environment.getPropertySources().get(MARK) instanceof Mark mark
                ? Optional.of(mark.getSource())
                : Optional.empty();
    }

    private static boolean isLoaded(ConfigurableEnvironment environment) {
        return environment.getPropertySources().contains(MARK);
    }

    /** Returns those property sources of {@code environment} that hold secrets. */
    static Stream<SecretPropertySource> in(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(SecretPropertySource.class::isInstance)
                .map(SecretPropertySource.class::cast);
    }

    /** Returns the sources of secrets that {@code environment} has. */
    static List<SecretSource> sources(ConfigurableEnvironment environment) {
        return in(environment).map(SecretPropertySource::getSource).toList();
    }

    private static void add(List<SecretSource> sources, MutablePropertySources target) {
        String before = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        for (SecretSource source : sources) {
            SecretPropertySource added = SecretPropertySource.of(source);
            target.addAfter(before, added);
            LoadedSecrets.add(added.secrets());
            before = added.getName();
        }
    }

    /** Holds no property. */
    private static final class Mark extends EnumerablePropertySource<SecretsProperties> {

        Mark(SecretsProperties properties) {
            super(MARK, properties);
        }

        @Override
        public String[] getPropertyNames() {
            return new String[0];
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return null;
        }
    }
}
