package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretAccesses;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.SecretSourceException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.ClassUtils;

/**
 * The secrets of one source as they were at the start.
 *
 * <p>{@code SMS_API_KEY} answers for {@code sms.api-key} as an environment variable does. A secret that cannot be used, a
 * key store beside the passwords for example, is not listed; asking for it throws. A value is handed to Spring with its
 * <code>${</code> escaped: it is a value, not a text with placeholders, and what cannot be resolved would be quoted.
 */
class SecretPropertySource extends EnumerablePropertySource<SecretSource> implements OriginLookup<String> {

    /** A shorter value turns up in texts that have nothing to do with it. */
    private static final int LONG_ENOUGH_TO_TELL = 6;

    private final Map<String, Secret> secrets = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, SecretSourceException> unusable = new LinkedHashMap<>();
    private final Set<String> dotted = new LinkedHashSet<>();
    private final SecretAccesses accesses = new SecretAccesses();
    private final String[] propertyNames;

    /** Makes one whose names Spring may keep, however the Spring Boot at hand asks for that. */
    static SecretPropertySource of(SecretSource source) {
        return ClassUtils.isPresent(
                        "org.springframework.boot.env.PropertySourceInfo", SecretPropertySource.class.getClassLoader())
                ? SettledSecretPropertySource.of(source)
                : new SecretPropertySource(source);
    }

    SecretPropertySource(SecretSource source) {
        super("readiness secrets: " + source.name(), source);
        Set<String> names = source.names();
        rejectThoseThatDifferInCase(names);
        for (String name : names) { // no lambda: this runs while an application starts
            load(name);
        }
        Set<String> all = new LinkedHashSet<>(secrets.keySet());
        all.addAll(dotted);
        this.propertyNames = all.toArray(new String[0]);
    }

    /** Spring reads {@code db_password} for {@code DB_PASSWORD}, so nobody could tell which one is meant. */
    private void rejectThoseThatDifferInCase(Set<String> names) {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new SecretSourceException(source.name() + " has both '" + other + "' and '" + name
                        + "', which differ in case only; remove one of them");
            }
        }
    }

    private void load(String name) {
        try {
            Optional<Secret> secret = source.find(name);
            if (secret.isPresent()) {
                put(name, secret.get());
            }
        } catch (SecretSourceException ex) {
            unusable.put(name, ex);
        }
    }

    private void put(String name, Secret secret) {
        secrets.put(name, secret);
        if (isVariable(name)) {
            dotted.add(name.replace('_', '.').toLowerCase(Locale.ROOT));
        }
    }

    /** Returns whether {@code name} is that of an environment variable with more than one word. */
    private static boolean isVariable(String name) {
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (!(character >= 'A' && character <= 'Z')
                    && !(character >= '0' && character <= '9')
                    && !(character == '_' && i > 0 && i < name.length() - 1 && name.charAt(i - 1) != '_')) {
                return false;
            }
        }
        return name.indexOf('_') > 0;
    }

    @Override
    public String[] getPropertyNames() {
        return propertyNames.clone(); // Spring asks at each property that it binds
    }

    /**
     * Tells Spring Boot 3.5 that the names stay, so that it does not compare all of them at each property that it reads.
     * Values are asked for each time.
     */
    public boolean isImmutable() {
        return true;
    }

    @Override
    public boolean containsProperty(String name) {
        return find(name) != null;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        SecretSourceException problem = unusable.get(name);
        if (problem != null) {
            throw problem;
        }
        Secret secret = find(name);
        if (secret == null) {
            return null;
        }
        accesses.read(name, source.name());
        return secret.reveal().replace("${", "\\${");
    }

    @Override
    public @Nullable Origin getOrigin(String name) {
        return containsProperty(name) ? new SourceOrigin(source.name()) : null;
    }

    private @Nullable Secret find(String name) {
        Secret secret = secrets.get(name);
        if (secret != null || dotted.isEmpty() || name.indexOf('.') < 0) {
            return secret;
        }
        String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
        secret = secrets.get(variable.replace('-', '_'));
        return secret != null ? secret : secrets.get(variable.replace("-", "")); // Spring's own form of sms.api-key
    }

    /** Returns the secrets of the source that can be used. */
    Collection<Secret> secrets() {
        synchronized (secrets) {
            return List.copyOf(secrets.values());
        }
    }

    /** Returns their names, as the source has them. */
    Set<String> names() {
        synchronized (secrets) {
            return new LinkedHashSet<>(secrets.keySet());
        }
    }

    /** Returns the secret of that name, which must be one of {@link #names()}. */
    Secret secret(String name) {
        return Objects.requireNonNull(secrets.get(name), name);
    }

    /** Gives whoever reads the property from now on another value. */
    void replace(String name, Secret value) {
        Secret before = secrets.put(name, value);
        if (!value.equals(before)) {
            accesses.changed(name, source.name());
        }
    }

    /** Returns who is told of what is read here and what changes; without anybody who follows it, it keeps names for a while. */
    SecretAccesses accesses() {
        return accesses;
    }

    /** Returns whether {@code text} gives a secret away: as a whole, or within it when the secret is not too short to tell. */
    boolean isGivenAwayBy(String text) {
        return secrets().stream()
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
