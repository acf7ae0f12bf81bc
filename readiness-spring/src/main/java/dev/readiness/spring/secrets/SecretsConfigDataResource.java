package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataResource;

/** Something that {@code spring.config.import=readiness-secrets:…} names; nothing if the secrets are switched off. */
final class SecretsConfigDataResource extends ConfigDataResource {

    /** What is imported where the secrets are switched off. */
    static final SecretsConfigDataResource NONE = new SecretsConfigDataResource(null, null);

    private final @Nullable SecretsLocation location;
    private final @Nullable SecretsOpener opener;

    SecretsConfigDataResource(@Nullable SecretsLocation location, @Nullable SecretsOpener opener) {
        this.location = location;
        this.opener = opener;
    }

    /** Returns the source that is there now, or nothing if it is not there. */
    Optional<SecretSource> source() {
        return location == null || opener == null ? Optional.empty() : opener.open(location);
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
