package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataResource;

/** Something that {@code spring.config.import=readiness-secrets:…} names; nothing if the secrets are switched off. */
final class SecretsConfigDataResource extends ConfigDataResource {

    /** What is imported where the secrets are switched off. */
    static final SecretsConfigDataResource NONE = new SecretsConfigDataResource(null, Optional.empty());

    private final @Nullable SecretsLocation location;
    private final Optional<Secret> key;

    private SecretsConfigDataResource(@Nullable SecretsLocation location, Optional<Secret> key) {
        this.location = location;
        this.key = key;
    }

    static SecretsConfigDataResource of(SecretsLocation location, Optional<Secret> key) {
        return new SecretsConfigDataResource(location, key);
    }

    /** Returns the source that is there now, or nothing if it is not there. */
    Optional<SecretSource> source() {
        // The source first: it says of a directory in the place of a file what is wrong.
        Optional<SecretSource> source = location == null ? Optional.empty() : location.source(key);
        return location != null && location.exists() ? source : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretsConfigDataResource resource && Objects.equals(location, resource.location);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(location);
    }

    /** Returns what Spring's messages call it. */
    @Override
    public String toString() {
        return "secrets of " + location;
    }
}
