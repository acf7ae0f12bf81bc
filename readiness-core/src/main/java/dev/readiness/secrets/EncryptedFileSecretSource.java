package dev.readiness.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The entries of a file whose values are encrypted and whose names are not, so that it can be committed and compared. */
final class EncryptedFileSecretSource implements SecretSource {

    private final Path file;
    private final SecretBox box;

    EncryptedFileSecretSource(Path file, Secret key) {
        this.file = Objects.requireNonNull(file, "file").toAbsolutePath();
        Objects.requireNonNull(key, "key");
        if (Files.isDirectory(file)) {
            throw new SecretSourceException(file + " is a directory, not a file of encrypted secrets");
        }
        try {
            this.box = new SecretBox(key);
        } catch (NoClassDefFoundError ex) {
            throw new SecretSourceException(
                    name() + " cannot be opened: com.google.crypto.tink:tink is not on the class path", ex);
        } catch (GeneralSecurityException ex) {
            // The cause may quote the key.
            throw new SecretSourceException(
                    name() + " cannot be opened: the key is none that EncryptedSecretsCommand new-key made");
        }
    }

    @Override
    public String name() {
        return "encrypted file " + file + (Files.exists(file) ? "" : " (does not exist)");
    }

    @Override
    public Optional<Secret> find(String name) {
        Objects.requireNonNull(name, "name");
        String closed = closed(file, name()).get(name);
        return closed == null
                ? Optional.empty()
                : Optional.of(open(name, closed)).filter(secret -> !secret.isEmpty());
    }

    private Secret open(String name, String closed) {
        if (!closed.startsWith(SecretBox.PREFIX)) {
            throw unusable(name, "it stands there in the clear; take it for known, change it, and encrypt the new one");
        }
        try {
            return box.open(name, closed);
        } catch (GeneralSecurityException ex) {
            throw unusable(
                    name, "the key does not open it; it was encrypted with another, under another name, or changed");
        }
    }

    /** Returns the names, if every single one can be opened. */
    @Override
    public Set<String> names() {
        Map<String, String> closed = closed(file, name());
        closed.forEach(this::open);
        return new TreeSet<>(closed.keySet());
    }

    /**
     * Returns the entries of {@code file} as they stand there.
     *
     * @param source what messages call it
     */
    static Map<String, String> closed(Path file, String source) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return parse(SecretText.read(file.toRealPath()));
        } catch (SecretText.UnusableTextException ex) {
            throw new SecretSourceException(source + " cannot be used: " + ex.why());
        } catch (IOException ex) {
            throw new SecretSourceException(source + " cannot be read", ex);
        }
    }

    private static Map<String, String> parse(String text) throws SecretText.UnusableTextException {
        Map<String, String> entries = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new SecretText.UnusableTextException("line " + number + " is neither NAME=value nor a comment");
            }
            if (entries.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip())
                    != null) {
                throw new SecretText.UnusableTextException("line " + number + " has a name that stands there before");
            }
        }
        return entries;
    }

    /** Writes {@code entries} to {@code file}, sorted by name, in place of what is there. */
    static void write(Path file, Map<String, String> entries) throws IOException {
        StringBuilder text =
                new StringBuilder("# Encrypted by dev.readiness.secrets.EncryptedSecretsCommand; may be committed.\n");
        new TreeMap<>(entries)
                .forEach((name, closed) ->
                        text.append(name).append('=').append(closed).append('\n'));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, text);
        Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private SecretSourceException unusable(String secret, String why) {
        return new SecretSourceException(name() + " cannot give '" + secret + "': " + why);
    }

    @Override
    public Optional<Instant> changedAt(String name) {
        return SecretFiles.changedAt(file); // of the youngest entry; which one that is the file does not tell
    }

    @Override
    public String toString() {
        return name();
    }
}
