package dev.readiness.secrets;

import dev.readiness.secrets.SecretText.UnusableTextException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The entries of one file with names and values. A file that is not there has none. */
final class EntriesFileSecretSource implements SecretSource {

    private final Path file;

    private final Format format;

    private EntriesFileSecretSource(Path file, String kind, Format format) {
        this.file = Objects.requireNonNull(file, "file").toAbsolutePath();
        this.format = format;
        if (Files.isDirectory(file)) {
            throw new SecretSourceException(file + " is a directory, not a " + kind + " file");
        }
    }

    /** Reads the text of a file, for whose name a message may need {@code source}. */
    private interface Format {
        Map<String, String> read(String text, String source) throws IOException, UnusableTextException;
    }

    static SecretSource ofProperties(Path file) {
        return new EntriesFileSecretSource(file, "properties", EntriesFileSecretSource::properties);
    }

    static SecretSource ofDotenv(Path file) {
        return new EntriesFileSecretSource(file, ".env", (text, source) -> new DotenvReader(text).entries());
    }

    private static Map<String, String> properties(String text, String source) throws IOException {
        Properties entries = new Properties();
        try {
            entries.load(new StringReader(text));
        } catch (IllegalArgumentException ex) {
            // The JDK's message may quote the entry, so it is not passed on.
            throw new SecretSourceException(source + " is not a properties file: an escape \\uXXXX in it is malformed");
        }
        Map<String, String> byName = new HashMap<>();
        entries.stringPropertyNames().forEach(name -> byName.put(name, entries.getProperty(name)));
        return byName;
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
            return format.read(SecretText.read(file.toRealPath()), name());
        } catch (UnusableTextException ex) {
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
