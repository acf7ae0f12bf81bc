package dev.readiness.secrets;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where secrets come from.
 *
 * <p>An empty value counts as no value. A value that is there but cannot be used is never skipped, because a weaker source
 * would then answer in its place: {@link #find} throws. Neither {@link #name()}, {@code toString()} nor an exception holds
 * a value. An implementation is safe for use by many threads and holds nothing that must be closed.
 * {@code SecretSourceContract} in the test kit states the same rules as tests.
 */
public interface SecretSource {

    /** Returns what messages call this source, for example {@code directory /run/secrets}. */
    String name();

    /**
     * Returns the present value of the secret {@code name}, or nothing if this source has none.
     *
     * @throws SecretSourceException if the source has a value and cannot give it
     */
    Optional<Secret> find(String name);

    /** Returns the names that this source can list. One that cannot list its secrets returns none. */
    default Set<String> names() {
        return Set.of();
    }

    /**
     * Returns the environment variables of this process. Besides the name itself it understands the upper-case form:
     * {@code sms.api-key} is found in {@code SMS_API_KEY}.
     */
    static SecretSource environment() {
        return new EnvironmentSecretSource(System::getenv);
    }

    /**
     * Returns the entries of a properties file in UTF-8, read anew at each call. A file that does not exist holds nothing.
     */
    static SecretSource propertiesFile(Path file) {
        return new PropertiesFileSecretSource(file);
    }

    /**
     * Returns the files of a directory, one secret each, as Kubernetes, Docker and systemd mount them.
     *
     * <p>The name of the secret is the name of the file. Exactly one line break at the end is dropped. Symbolic links are
     * followed within the directory and refused out of it. A value must be text in UTF-8 of at most 1 MB. A directory that
     * does not exist holds nothing.
     */
    static SecretSource directory(Path directory) {
        return new DirectorySecretSource(directory);
    }
}
