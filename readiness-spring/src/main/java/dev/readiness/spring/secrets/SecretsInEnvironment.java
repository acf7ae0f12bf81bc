package dev.readiness.spring.secrets;

import dev.readiness.secrets.LoadedSecrets;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Puts the configured directories and files into the environment, above the configuration files and below environment
 * variables and the command line, and then checks that every required secret is there.
 */
final class SecretsInEnvironment {

    /** After the configuration files, whose processor runs at the highest precedence plus 10: they say where to look. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

    private SecretsInEnvironment() {}

    /**
     * Loads the secrets into {@code environment}. Does nothing the second time.
     *
     * @throws dev.readiness.secrets.MissingSecretsException if a required secret is missing; it names all of them
     */
    static void load(ConfigurableEnvironment environment) {
        SecretsProperties properties =
                SecretsProperties.of(environment);
        if (!properties.enabled() || isLoaded(environment)) {
            return;
        }
        List<SecretSource> sources = properties.sources();
        add(sources, environment.getPropertySources());
        require(properties, sources, environment);
    }

    private static boolean isLoaded(ConfigurableEnvironment environment) {
        return in(environment).anyMatch(source -> !source.isImported());
    }

    /** Returns those property sources of {@code environment} that hold secrets. */
    static Stream<SecretPropertySource> in(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(SecretPropertySource.class::isInstance)
                .map(SecretPropertySource.class::cast);
    }

    private static void add(List<SecretSource> sources, MutablePropertySources target) {
        String before = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        for (SecretSource source : sources) {
            SecretPropertySource added = new SecretPropertySource(source);
            target.addAfter(before, added);
            LoadedSecrets.add(added.secrets());
            before = added.getName();
        }
    }

    private static void require(
            SecretsProperties properties, List<SecretSource> sources, ConfigurableEnvironment environment) {
        List<SecretSource> places = new ArrayList<>();
        places.add(new EnvironmentSource(environment));
        places.addAll(sources);
        Secrets.load(places, properties.policy(), properties.required().toArray(String[]::new));
    }
}
