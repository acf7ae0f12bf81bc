package dev.readiness.secrets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that an application needs, all of them there.
 *
 * <pre>{@code
 * Secrets secrets = Secrets.load(
 *         List.of(SecretSource.environment(), SecretSource.directory(Path.of("/run/secrets"))),
 *         "DB_PASSWORD", "SMS_API_KEY");
 * Secret password = secrets.get("DB_PASSWORD");
 * }</pre>
 *
 * <p>The values are those of the moment of loading. Immutable; safe for use by many threads.
 */
public final class Secrets {

    private final Map<String, Located> secrets;
    private final @Nullable SecretAccesses accesses;

    private Secrets(Map<String, Located> secrets, @Nullable SecretAccesses accesses) {
        this.secrets = Collections.unmodifiableMap(secrets);
        this.accesses = accesses;
    }

    /**
     * Loads the secrets named {@code required}, each from the first of {@code sources} that has it.
     *
     * @throws MissingSecretsException if one or more cannot be had; it names all of them
     */
    public static Secrets load(List<SecretSource> sources, String... required) {
        return load(sources, SecretPolicy.lenient(), required);
    }

    /**
     * Loads the secrets named {@code required}, each from the first of {@code sources} that has it, and checks that their
     * values are good enough.
     *
     * @throws MissingSecretsException if one or more cannot be had or are too weak; it names all of them
     */
    public static Secrets load(List<SecretSource> sources, SecretPolicy policy, String... required) {
        Map<String, Located> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        for (String name : required) {
            try {
                locate(sources, name).ifPresentOrElse(located -> found.put(name, located), () -> missing.add(name));
            } catch (SecretSourceException ex) {
                unusable.add(ex.getMessage());
            }
        }
        missing.forEach(name -> otherCase(sources, name).ifPresent(unusable::add));
        found.forEach((name, located) ->
                policy.problem(name, located.secret(), located.source()).ifPresent(unusable::add));
        if (!missing.isEmpty() || !unusable.isEmpty()) {
            throw new MissingSecretsException(
                    missing, unusable, sources.stream().map(SecretSource::name).toList());
        }
        LoadedSecrets.add(found.values().stream().map(Located::secret).toList());
        return new Secrets(found, null);
    }

    private static Optional<Located> locate(List<SecretSource> sources, String name) {
        for (SecretSource source : sources) {
            Optional<Secret> secret = source.find(name);
            if (secret.isPresent()) {
                return Optional.of(new Located(secret.get(), source.name()));
            }
        }
        return Optional.empty();
    }

    /** Returns what to tell of a source that has the name in other letters: on some systems it works, and on others not. */
    private static Optional<String> otherCase(List<SecretSource> sources, String missing) {
        for (SecretSource source : sources) {
            try {
                for (String name : source.names()) {
                    if (name.equalsIgnoreCase(missing)) {
                        return Optional.of(
                                source.name() + " has '" + name + "', which differs from '" + missing + "' in case");
                    }
                }
            } catch (SecretSourceException ex) {
                // It has been said of what was looked for in it; a hint is not worth another error.
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the same secrets, which tell {@code listener} when one is {@linkplain #get asked for}, once a minute for each, for
     * example to record it:
     *
     * <pre>{@code
     * secrets.telling((name, source, access) ->
     *         trail.record(trail.entry("secret.read").target("secret", name).detail("source", source).build()));
     * }</pre>
     */
    public Secrets telling(SecretAccessListener listener) {
        SecretAccesses told = new SecretAccesses();
        told.follow(listener);
        return new Secrets(secrets, told);
    }

    /**
     * Returns the secret {@code name}.
     *
     * @throws IllegalArgumentException if it was not among the names that were loaded
     */
    public Secret get(String name) {
        Located found = located(name);
        if (accesses != null) {
            accesses.read(name, found.source());
        }
        return found.secret();
    }

    /**
     * Returns what the source is called that gave the secret {@code name}.
     *
     * @throws IllegalArgumentException if it was not among the names that were loaded
     */
    public String sourceOf(String name) {
        return located(name).source();
    }

    /** Returns the names that were loaded, in the order in which they were required. */
    public Set<String> names() {
        return secrets.keySet();
    }

    private Located located(String name) {
        Located located = secrets.get(name);
        if (located == null) {
            throw new IllegalArgumentException("'name' must be one of " + names() + " but is '" + name + "'");
        }
        return located;
    }

    /** Returns the names, without values. */
    @Override
    public String toString() {
        return "Secrets" + names();
    }

    private record Located(Secret secret, String source) {}
}
