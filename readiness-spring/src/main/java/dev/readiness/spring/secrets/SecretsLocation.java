package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.SecretSourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One place that {@code spring.config.import} names after {@code readiness-secrets:}.
 *
 * @param kind what is there
 * @param path where it is; empty if systemd did not hand over any
 * @param password what opens it, if it must be opened
 */
record SecretsLocation(Kind kind, Optional<Path> path, Optional<Secret> password) {

    static final String PREFIX = "readiness-secrets:";

    /** What opens an imported key store. */
    static final String KEY_STORE_PASSWORD = "readiness.secrets.key-store-password";

    /** Where systemd puts what {@code LoadCredential=} names. */
    static final String CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";

    /** What can be imported. */
    enum Kind {
        /** One file a secret. */
        DIRECTORY("directory:", Files::isDirectory, SecretSource::directory),
        /** A directory that systemd makes for the service. */
        SYSTEMD("systemd", Files::isDirectory, SecretSource::directory),
        /** A properties file. */
        FILE("file:", Files::isRegularFile, SecretSource::propertiesFile),
        /** The file of one developer. */
        DOTENV("dotenv:", Files::isRegularFile, SecretSource::dotenv),
        /** A PKCS#12 key store. */
        KEY_STORE("keystore:", Files::isRegularFile, SecretsLocation::keyStore);

        private final String prefix;
        private final Predicate<Path> exists;
        private final BiFunction<Path, Optional<Secret>, SecretSource> source;

        Kind(String prefix, Predicate<Path> exists, Function<Path, SecretSource> source) {
            this(prefix, exists, (path, password) -> source.apply(path));
        }

        Kind(String prefix, Predicate<Path> exists, BiFunction<Path, Optional<Secret>, SecretSource> source) {
            this.prefix = prefix;
            this.exists = exists;
            this.source = source;
        }

        private boolean matches(String text) {
            return this == SYSTEMD ? text.equals(prefix) : text.startsWith(prefix) && text.length() > prefix.length();
        }
    }

    /**
     * Reads what follows the prefix.
     *
     * @param text for example {@code directory:/run/secrets}
     * @param variables the environment variables of this process
     * @param password what opens a key store
     * @throws SecretSourceException if it names nothing that can be imported
     */
    static SecretsLocation of(
            String text, Function<String, @Nullable String> variables, Optional<Secret> password) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(candidate -> candidate.matches(text))
                .findFirst()
                .orElseThrow(() -> new SecretSourceException("spring.config.import names '" + PREFIX + text
                        + "', which is none of readiness-secrets:directory:<path>, readiness-secrets:file:<path>,"
                        + " readiness-secrets:keystore:<path>, readiness-secrets:dotenv:<path> and"
                        + " readiness-secrets:systemd"));
        String path = kind == Kind.SYSTEMD ? variables.apply(CREDENTIALS_DIRECTORY) : text.substring(kind.prefix.length());
        return new SecretsLocation(
                kind, Optional.ofNullable(path).filter(some -> !some.isBlank()).map(Path::of), password);
    }

    private static SecretSource keyStore(Path path, Optional<Secret> password) {
        return SecretSource.keyStore(
                path,
                password.filter(given -> !given.reveal().contains("${")).orElseThrow(() -> new SecretSourceException("key store " + path
                        + " cannot be opened: set " + KEY_STORE_PASSWORD
                        + ", for example to ${KEY_STORE_PASSWORD}, which is an environment variable or a file of an"
                        + " imported directory")));
    }

    /** Returns whether nothing but a developer's machine may have it. */
    boolean isForDevelopment() {
        return kind == Kind.DOTENV;
    }

    /** Returns whether it must wait until the profiles, and the other imports with its password, are known. */
    boolean isLate() {
        return kind == Kind.DOTENV || kind == Kind.KEY_STORE;
    }

    /** Returns whether there is something to load now. */
    boolean exists() {
        return path.filter(kind.exists).isPresent();
    }

    /** Returns the source of what is there, or nothing if the place is unknown. */
    Optional<SecretSource> source() {
        return path.map(place -> kind.source.apply(place, password));
    }
}
