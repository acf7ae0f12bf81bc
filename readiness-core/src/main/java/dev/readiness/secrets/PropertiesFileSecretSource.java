package dev.readiness.secrets;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The entries of a properties file. */
final class PropertiesFileSecretSource implements SecretSource {

    private final Path file;

    PropertiesFileSecretSource(Path file) {
        this.file = Objects.requireNonNull(file, "file").toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new SecretSourceException(file + " is a directory, not a properties file");
        }
    }

    @Override
    public String name() {
        return "file " + file + (Files.exists(file) ? "" : " (does not exist)");
    }

    @Override
    public Optional<Secret> find(String name) {
        Objects.requireNonNull(name, "name");
        return Optional.ofNullable(entries().getProperty(name))
                .filter(value -> !value.isEmpty())
                .map(Secret::of);
    }

    @Override
    public Set<String> names() {
        return new TreeSet<>(entries().stringPropertyNames());
    }

    private Properties entries() {
        Properties entries = new Properties();
        if (!Files.exists(file)) {
            return entries;
        }
        try {
            entries.load(new StringReader(SecretText.read(file.toRealPath())));
            return entries;
        } catch (SecretText.UnusableTextException ex) {
            throw new SecretSourceException(name() + " cannot be used: " + ex.why());
        } catch (IllegalArgumentException ex) {
            // The JDK's message may quote the entry, so it is not passed on.
            throw new SecretSourceException(name() + " is not a properties file: an escape \\uXXXX in it is malformed");
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
