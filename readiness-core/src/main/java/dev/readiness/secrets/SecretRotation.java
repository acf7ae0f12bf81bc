package dev.readiness.secrets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Follows secrets while the application runs: one thread for all of them looks when a directory changes, and in any case
 * after each interval. A value that cannot be read, or is gone, leaves the old one in force and is a {@link #problem()}.
 *
 * <pre>{@code
 * SecretRotation rotation = SecretRotation.of(sources, Duration.ofSeconds(1), "DB_PASSWORD").start();
 * rotation.secret("DB_PASSWORD").onChange(secret -> …);
 * }</pre>
 */
public final class SecretRotation implements AutoCloseable {

    private final List<SecretSource> sources;
    private final Map<String, RotatingSecret> secrets;
    private final Map<String, String> problems = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Set<String> untold = Collections.synchronizedSet(new TreeSet<>());
    private final AtomicLong changes = new AtomicLong();
    private final DirectoryChanges directories;
    private @Nullable Thread thread;

    private SecretRotation(List<SecretSource> sources, Duration interval, Map<String, RotatingSecret> secrets) {
        this.sources = List.copyOf(sources);
        this.secrets = Collections.unmodifiableMap(secrets);
        this.directories = new DirectoryChanges(directories(sources), interval);
    }

    /**
     * Returns a rotation of the secrets {@code names}, each from the first of {@code sources} that has it.
     *
     * @param interval after which time to look at the latest
     * @throws MissingSecretsException if one or more cannot be had; it names all of them
     */
    public static SecretRotation of(List<SecretSource> sources, Duration interval, String... names) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("'interval' must be positive but is " + interval);
        }
        Secrets first = Secrets.load(sources, names);
        Map<String, RotatingSecret> secrets = new LinkedHashMap<>();
        first.names().forEach(name -> secrets.put(name, new RotatingSecret(name, first.get(name))));
        return new SecretRotation(sources, interval, secrets);
    }

    private static List<Path> directories(List<SecretSource> sources) {
        return sources.stream()
                .filter(DirectorySecretSource.class::isInstance)
                .map(source -> ((DirectorySecretSource) source).directory())
                .toList();
    }

    /** Begins to look, on a daemon thread of its own, until {@link #close}. */
    public synchronized SecretRotation start() {
        if (thread == null) {
            Thread looking = new Thread(this::run, "readiness-secret-rotation");
            looking.setDaemon(true);
            looking.start();
            thread = looking;
        }
        return this;
    }

    private void run() {
        while (directories.await()) {
            check();
        }
    }

    /** Looks now, and tells the listeners of what has changed, once all that changes together is in force. */
    public synchronized void check() {
        Set<String> readable = new TreeSet<>();
        for (RotatingSecret secret : secrets.values()) {
            contained(secret, () -> {
                if (look(secret)) {
                    readable.add(secret.name());
                }
            });
        }
        for (RotatingSecret secret : secrets.values()) {
            contained(secret, () -> {
                tell(secret);
                if (readable.contains(secret.name())) {
                    problems.remove(secret.name());
                }
            });
        }
    }

    /** Neither a source nor a listener may end the rotation; the message of another's exception may hold a value. */
    private void contained(RotatingSecret secret, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException ex) {
            problems.put(
                    secret.name(),
                    ex instanceof SecretSourceException ? String.valueOf(ex.getMessage()) : listenerFailed(secret, ex));
        }
    }

    private boolean look(RotatingSecret secret) {
        Optional<Secret> found = sources.stream()
                .flatMap(source -> source.find(secret.name()).stream())
                .findFirst();
        if (found.isEmpty()) {
            problems.put(
                    secret.name(),
                    "'" + secret.name() + "' is gone from "
                            + sources.stream().map(SecretSource::name).toList() + "; the old value stays in force");
            return false;
        }
        if (secret.offer(found.get())) {
            LoadedSecrets.add(List.of(found.get()));
            changes.incrementAndGet();
            untold.add(secret.name());
        }
        return true;
    }

    private void tell(RotatingSecret secret) {
        if (untold.contains(secret.name())) {
            secret.tell(); // again at the next look, if a listener fails
            untold.remove(secret.name());
        }
    }

    private static String listenerFailed(RotatingSecret secret, RuntimeException ex) {
        return "'" + secret.name() + "' has changed and a listener failed with "
                + ex.getClass().getName() + "; it is told again";
    }

    /**
     * Returns the secret {@code name}.
     *
     * @throws IllegalArgumentException if it was not among the names
     */
    public RotatingSecret secret(String name) {
        RotatingSecret secret = secrets.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("'name' must be one of " + secrets.keySet() + " but is '" + name + "'");
        }
        return secret;
    }

    /** Returns the names that are followed. */
    public Set<String> names() {
        return secrets.keySet();
    }

    /** Returns what keeps a secret from changing now, without values. */
    public Optional<String> problem() {
        synchronized (problems) {
            return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems.values()));
        }
    }

    /** Returns how many changes have been seen. */
    public long changes() {
        return changes.get();
    }

    /** Returns the names of those that can never change, because each is a mount of its own: Kubernetes calls it {@code subPath}. */
    public Set<String> fixed() {
        Set<String> fixed = new TreeSet<>();
        for (Path directory : directories(sources)) {
            secrets.keySet().stream()
                    .filter(name -> MountPoints.ofThisProcess().contains(directory.resolve(name)))
                    .forEach(fixed::add);
        }
        return fixed;
    }

    /** Stops looking. */
    @Override
    public void close() {
        directories.close();
    }
}
