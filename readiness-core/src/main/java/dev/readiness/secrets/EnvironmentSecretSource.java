package dev.readiness.secrets;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Environment variables, by their own name or by the upper-case form of a dotted one. */
final class EnvironmentSecretSource implements SecretSource {

    private final Function<String, @Nullable String> variables;

    EnvironmentSecretSource(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public Optional<Secret> find(String name) {
        Objects.requireNonNull(name, "name");
        return variable(name).or(() -> variable(upperCase(name)));
    }

    private Optional<Secret> variable(String name) {
        return Optional.ofNullable(variables.apply(name))
                .filter(value -> !value.isEmpty())
                .map(Secret::of);
    }

    static String upperCase(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name();
    }
}
