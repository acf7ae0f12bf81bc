package dev.readiness.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The entries of the {@code .env} file of one developer. */
final class DotenvSecretSource implements SecretSource {

    private final Path file;

    DotenvSecretSource(Path file) {
        this.file = Objects.requireNonNull(file, "file").toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new SecretSourceException(file + " is a directory, not a .env file");
        }
    }

    @Override
    public String name() {
        return "file " + file + (Files.exists(file) ? "" : " (does not exist)");
    }

    @Override
    public Optional<Secret> find(String name) {
        Objects.requireNonNull(name, "name");
        return Optional.ofNullable(entries().get(name))
                .filter(value -> !value.isEmpty())
                .map(Secret::of);
    }

    @Override
    public Set<String> names() {
        return new TreeSet<>(entries().keySet());
    }

    private Map<String, String> entries() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return new DotenvReader(SecretText.read(file.toRealPath())).entries();
        } catch (SecretText.UnusableTextException ex) {
            throw new SecretSourceException(name() + " cannot be used: " + ex.why());
        } catch (IOException ex) {
            throw new SecretSourceException(name() + " cannot be read", ex);
        }
    }

    @Override
    public Optional<Path> fileOf(String name) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public String toString() {
        return name();
    }
}
