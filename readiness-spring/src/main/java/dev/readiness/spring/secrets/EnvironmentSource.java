package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import java.util.Optional;
import org.springframework.core.env.ConfigurableEnvironment;

/** Everything that the application can read a property from, in Spring's own order. */
final class EnvironmentSource implements SecretSource {

    private final ConfigurableEnvironment environment;

    EnvironmentSource(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "command line, environment variables, configuration files";
    }

    /** Returns the property {@code name}; one whose placeholders cannot be resolved has no value. */
    @Override
    public Optional<Secret> find(String name) {
        try {
            return Optional.ofNullable(environment.getProperty(name))
                    .filter(value -> !value.isEmpty())
                    .map(Secret::of);
        } catch (IllegalArgumentException ex) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
