package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.SecretSourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place that {@code spring.config.import} names after {@code readiness-secrets:}.
 *
 * @param kind what is there
 * @param path where it is; empty if systemd did not hand over any
 */
record SecretsLocation(Kind kind, Optional<Path> path) {

    static final String PREFIX = "readiness-secrets:";

    /** What opens an imported key store. */
    static final String KEY_STORE_PASSWORD = "readiness.secrets.key-store-password";

    /** What opens an imported file of encrypted values. */
    static final String ENCRYPTION_KEY = "readiness.secrets.encryption-key";

    /** Where systemd puts what {@code LoadCredential=} names. */
    static final String CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";

    /** What can be imported. */
    enum Kind {
        /** One file a secret. */
        DIRECTORY("directory:"),
        /** A directory that systemd makes for the service. */
        SYSTEMD("systemd"),
        /** A properties file. */
        FILE("file:"),
        /** The file of one developer. */
        DOTENV("dotenv:"),
        /** A PKCS#12 key store. */
        KEY_STORE("keystore:"),
        /** A file of encrypted values. */
        ENCRYPTED("encrypted:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        private boolean matches(String text) {
            return this == SYSTEMD ? text.equals(prefix) : text.startsWith(prefix) && text.length() > prefix.length();
        }
    }

    /**
     * Reads what follows the prefix.
     *
     * @param text for example {@code directory:/run/secrets}
     * @param credentials what the variable {@value #CREDENTIALS_DIRECTORY} says
     * @throws SecretSourceException if it names nothing that can be imported
     */
    static SecretsLocation of(String text, @Nullable String credentials) {
        for (Kind kind : Kind.values()) {
            if (kind.matches(text)) {
                String path = kind == Kind.SYSTEMD ? credentials : text.substring(kind.prefix.length());
                return new SecretsLocation(
                        kind, path == null || path.isBlank() ? Optional.empty() : Optional.of(Path.of(path)));
            }
        }
        throw new SecretSourceException("spring.config.import names '" + PREFIX + text
                + "', which is none of readiness-secrets:directory:<path>, readiness-secrets:file:<path>,"
                + " readiness-secrets:keystore:<path>, readiness-secrets:encrypted:<path>, readiness-secrets:dotenv:<path> and"
                + " readiness-secrets:systemd");
    }

    /** Returns whether nothing but a developer's machine may have it. */
    boolean isForDevelopment() {
        return kind == Kind.DOTENV;
    }

    /** Returns whether it must wait until the profiles, and the other imports with its password, are known. */
    boolean isLate() {
        return kind == Kind.DOTENV || opener() != null;
    }

    /** Returns the property that holds what opens it, or nothing if it is open. */
    @Nullable String opener() {
        return switch (kind) {
            case KEY_STORE -> KEY_STORE_PASSWORD;
            case ENCRYPTED -> ENCRYPTION_KEY;
            default -> null;
        };
    }

    /** Returns whether there is something to load now. */
    boolean exists() {
        return path.isPresent()
                && (kind == Kind.DIRECTORY || kind == Kind.SYSTEMD
                        ? Files.isDirectory(path.get())
                        : Files.isRegularFile(path.get()));
    }

    /**
     * Returns the source of what is there, or nothing if the place is unknown.
     *
     * @param key opens it
     */
    Optional<SecretSource> source(Optional<Secret> key) {
        return path.isEmpty() ? Optional.empty() : Optional.of(source(path.get(), key));
    }

    private SecretSource source(Path place, Optional<Secret> key) {
        return switch (kind) {
            case DIRECTORY, SYSTEMD -> SecretSource.directory(place);
            case FILE -> SecretSource.propertiesFile(place);
            case DOTENV -> SecretSource.dotenv(place);
            case KEY_STORE -> SecretSource.keyStore(place, usable(key));
            case ENCRYPTED -> SecretSource.encryptedFile(place, usable(key));
        };
    }

    private Secret usable(Optional<Secret> key) {
        if (key.isEmpty() || key.get().reveal().contains("${")) {
            throw new SecretSourceException("'" + PREFIX + this + "' cannot be opened: set " + opener()
                    + ", for example to ${CLINIC_KEY}, and that as an environment variable or as a file of an imported"
                    + " directory");
        }
        return key.get();
    }

    /** Returns what messages call it. */
    @Override
    public String toString() {
        return kind.prefix + path.map(Path::toString).orElse("");
    }
}
