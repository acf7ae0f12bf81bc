package dev.readiness.spring.secrets;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataResource;

/** Something that {@code spring.config.import=readiness-secrets:…} names; nothing if the secrets are switched off. */
final class SecretsConfigDataResource extends ConfigDataResource {

    private final Optional<SecretsLocation> location;

    SecretsConfigDataResource(Optional<SecretsLocation> location) {
        this.location = location;
    }

    Optional<SecretsLocation> location() {
        return location;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretsConfigDataResource resource && location.equals(resource.location);
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }

    /** Returns what Spring's messages call it. */
    @Override
    public String toString() {
        return location.flatMap(SecretsLocation::source)
                .map(source -> "secrets of " + source.name())
                .orElse("secrets");
    }
}
