package dev.readiness.secrets;

import java.nio.file.Path;
import java.time.Instant;
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
     * Returns the file that holds the secret {@code name} in the clear, or nothing if no file does, or none is known.
     */
    default Optional<Path> fileOf(String name) {
        return Optional.empty();
    }

    /**
     * Returns when the present value of the secret {@code name} was set, as far as the source knows; nothing if it does not. A
     * file that was copied is younger than what it holds.
     */
    default Optional<Instant> changedAt(String name) {
        return fileOf(name).flatMap(SecretFiles::changedAt);
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
        return EntriesFileSecretSource.ofProperties(file);
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

    /**
     * Returns the entries of a {@code .env} file in UTF-8, read anew at each call: for development only. A file that does not
     * exist holds nothing.
     *
     * <p>A line is {@code NAME=value}, with or without {@code export}. A value in single quotes is taken as it is, one in
     * double quotes knows {@code \n}, {@code \r}, {@code \t}, {@code \"}, {@code \\} and {@code \$}; both may have many lines. Without
     * quotes it ends at a blank and {@code #}. Nothing is substituted. A name that stands there twice is refused.
     */
    static SecretSource dotenv(Path file) {
        return EntriesFileSecretSource.ofDotenv(file);
    }

    /**
     * Returns the secret keys of a PKCS#12 key store, for example those of {@code keytool -importpass}. Their bytes must be
     * text in UTF-8. A key store has no case: {@code DB_PASSWORD} and {@code db_password} are the same. A file that does not
     * exist holds nothing; one that has changed is read anew.
     *
     * @param password opens the key store and each of its entries
     */
    static SecretSource keyStore(Path file, Secret password) {
        return new KeyStoreSecretSource(file, password);
    }

    /**
     * Returns the entries of a file that {@link EncryptedSecretsCommand} writes: names in the clear, each value encrypted with
     * Tink. It can be committed; the key cannot. A file that does not exist holds nothing; one with an entry that cannot be
     * opened lists none.
     *
     * @param key what {@code EncryptedSecretsCommand new-key} made, or a keyset of Tink for AEAD as JSON, which may hold
     *     older keys too; from the environment or a directory
     * @throws SecretSourceException if the key is none, or {@code com.google.crypto.tink:tink} is not on the class path
     */
    static SecretSource encryptedFile(Path file, Secret key) {
        return new EncryptedFileSecretSource(file, key);
    }
}
