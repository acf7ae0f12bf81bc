package dev.readiness.spring.secrets;

import dev.readiness.secrets.LoadedSecrets;
import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.SecretSourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.ClassUtils;

/** Makes the source of a place, with the keys and settings that the configuration has for it. */
final class SecretsOpener {

    private static final String KEY_STORE_PASSWORD = "readiness.secrets.key-store-password";

    private static final String ENCRYPTION_KEY = "readiness.secrets.encryption-key";

    private static final String ROTATION = "readiness.secrets.rotation.enabled";

    private static final String VAULT = "readiness.secrets.vault";

    private final Binder binder;

    SecretsOpener(Binder binder) {
        this.binder = binder;
    }

    /** Returns the source that is at {@code location} now, or nothing if it is not there. */
    Optional<SecretSource> open(SecretsLocation location) {
        String place = location.place().orElse("");
        if (location.kind() == SecretsLocation.Kind.VAULT || location.kind() == SecretsLocation.Kind.VAULT_LEASE) {
            return vault(location, place);
        }
        Path path = Path.of(place);
        // The source first: it says of a directory in the place of a file what is wrong.
        SecretSource source = switch (location.kind()) {
            case DIRECTORY, SYSTEMD -> SecretSource.directory(path);
            case FILE -> SecretSource.propertiesFile(path);
            case DOTENV -> SecretSource.dotenv(path);
            case KEY_STORE -> SecretSource.keyStore(path, key(KEY_STORE_PASSWORD, location));
            case ENCRYPTED -> SecretSource.encryptedFile(path, key(ENCRYPTION_KEY, location));
            case VAULT, VAULT_LEASE -> throw new IllegalStateException("not a path");
        };
        return Files.exists(path) ? Optional.of(source) : Optional.empty();
    }

    private Secret key(String property, SecretsLocation location) {
        String key = binder.bind(property, String.class).orElse("");
        if (isUnresolved(key)) {
            throw new SecretSourceException(
                    "'" + SecretsLocation.PREFIX + location + "' cannot be opened: set " + property
                            + ", for example to ${CLINIC_KEY}, and that as an environment variable or as a file of an imported"
                            + " directory");
        }
        return hidden(key);
    }

    private Optional<SecretSource> vault(SecretsLocation location, String place) {
        if (!ClassUtils.isPresent(
                "org.springframework.vault.core.VaultTemplate", getClass().getClassLoader())) {
            throw new SecretSourceException("'" + SecretsLocation.PREFIX + location
                    + "' needs org.springframework.vault:spring-vault-core on the class path");
        }
        SecretsProperties.Vault settings = binder.bindOrCreate(VAULT, SecretsProperties.Vault.class);
        if (isUnresolved(settings.uri())) {
            throw new SecretSourceException("'" + SecretsLocation.PREFIX + location + "' cannot be opened: set " + VAULT
                    + ".uri, for example to https://vault.example.com:8200");
        }
        if (location.kind() == SecretsLocation.Kind.VAULT_LEASE) {
            return lease(location, place, settings);
        }
        VaultSecretSource source = VaultSecretSource.of(place, settings);
        return source.exists() ? Optional.of(source) : Optional.empty();
    }

    private Optional<SecretSource> lease(SecretsLocation location, String place, SecretsProperties.Vault settings) {
        if (!binder.bind(ROTATION, Boolean.class).orElse(false)) {
            throw new SecretSourceException("'" + SecretsLocation.PREFIX + location
                    + "' holds what ends after a while; set " + ROTATION + "=true, so that it is followed");
        }
        VaultLeaseSource source = VaultLeaseSource.of(place, settings);
        return source.exists() ? Optional.of(source) : Optional.empty();
    }

    /** Returns {@code value} as a secret that no log shows. */
    static Secret hidden(String value) {
        Secret secret = Secret.of(value);
        LoadedSecrets.add(List.of(secret));
        return secret;
    }

    static boolean isUnresolved(@Nullable String value) {
        return value == null || value.isBlank() || value.contains("${");
    }
}
