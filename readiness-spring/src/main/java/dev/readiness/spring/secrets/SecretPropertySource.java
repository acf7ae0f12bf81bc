package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.SecretSourceException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * The secrets of one source as they were at the start.
 *
 * <p>A secret that cannot be used, a key store beside the passwords for example, is not listed; asking for it throws.
 */
final class SecretPropertySource extends EnumerablePropertySource<SecretSource> implements OriginLookup<String> {

    /** A shorter value turns up in texts that have nothing to do with it. */
    private static final int LONG_ENOUGH_TO_TELL = 6;

    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private final Map<String, SecretSourceException> unusable = new LinkedHashMap<>();

    SecretPropertySource(SecretSource source) {
        super("readiness secrets: " + source.name(), source);
        source.names().forEach(this::load);
    }

    private void load(String name) {
        try {
            source.find(name).ifPresent(secret -> secrets.put(name, secret));
        } catch (SecretSourceException ex) {
            unusable.put(name, ex);
        }
    }

    @Override
    public String[] getPropertyNames() {
        return secrets.keySet().toArray(String[]::new);
    }

    @Override
    public boolean containsProperty(String name) {
        return secrets.containsKey(name);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        SecretSourceException problem = unusable.get(name);
        if (problem != null) {
            throw problem;
        }
        Secret secret = secrets.get(name);
        return secret == null ? null : secret.reveal();
    }

    @Override
    public @Nullable Origin getOrigin(String name) {
        return secrets.containsKey(name) ? new SourceOrigin(source.name()) : null;
    }

    /** Returns the secrets of the source that can be used. */
    Collection<Secret> secrets() {
        return secrets.values();
    }

    /** Returns whether {@code text} gives a secret away: as a whole, or within it when the secret is not too short to tell. */
    boolean isGivenAwayBy(String text) {
        return secrets.values().stream()
                .map(Secret::reveal)
                .anyMatch(
                        value -> text.equals(value) || (value.length() >= LONG_ENOUGH_TO_TELL && text.contains(value)));
    }

    /** Returns the name, whatever the log level; Spring's own text holds the properties at debug. */
    @Override
    public String toString() {
        return getName();
    }

    private record SourceOrigin(String name) implements Origin {

        @Override
        public String toString() {
            return name;
        }
    }
}
