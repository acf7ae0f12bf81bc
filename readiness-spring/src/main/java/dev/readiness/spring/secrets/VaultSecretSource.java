package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.SecretSourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.Versioned;

/**
 * The entries of one secret of the key-value engine, version 2, of Vault or OpenBao. An answer is used for a while, because
 * whoever follows secrets asks for each of them often; so is a failure, because a server in trouble needs no more requests.
 */
final class VaultSecretSource implements SecretSource {

    private static final String ENGINE = "the key-value engine, version 2";

    private final String mount;
    private final String path;
    private final String uri;
    private final Duration timeout;
    private final Duration refresh;
    private final InstantSource clock;
    private final VaultSession session;
    private @Nullable Answer last;

    private record Answer(
            Optional<Versioned<Map<String, Object>>> entries,
            @Nullable SecretSourceException failure,
            Instant until) {}

    private VaultSecretSource(
            String place, SecretsProperties.Vault settings, InstantSource clock, VaultSession session) {
        int slash = place.indexOf('/');
        if (slash <= 0 || slash == place.length() - 1) {
            throw new SecretSourceException("'" + SecretsLocation.PREFIX + "vault:" + place
                    + "' must name a mount and a path, for example readiness-secrets:vault:secret/clinic");
        }
        this.mount = place.substring(0, slash);
        this.path = place.substring(slash + 1);
        this.uri = Objects.requireNonNull(settings.uri());
        this.timeout = settings.timeout();
        this.refresh = settings.refresh();
        this.clock = clock;
        this.session = session;
    }

    /**
     * Returns the source of {@code place}.
     *
     * @param place mount and path, for example {@code secret/clinic}
     * @throws SecretSourceException if the settings do not say how to log in
     */
    static VaultSecretSource of(String place, SecretsProperties.Vault settings) {
        return of(place, settings, InstantSource.system());
    }

    static VaultSecretSource of(String place, SecretsProperties.Vault settings, InstantSource clock) {
        return new VaultSecretSource(place, settings, clock, VaultSession.of(settings));
    }

    @Override
    public String name() {
        return "Vault " + uri + ", " + mount + "/" + path;
    }

    /** Returns whether the server has the secret; one that is deleted is none. */
    boolean exists() {
        return answer().isPresent();
    }

    @Override
    public Optional<Secret> find(String name) {
        Objects.requireNonNull(name, "name");
        Object value = answer().map(entries -> entries.get(name)).orElse(null);
        return VaultEntry.text(name(), name, value);
    }

    @Override
    public Set<String> names() {
        return answer().<Set<String>>map(entries -> new TreeSet<>(entries.keySet()))
                .orElseGet(Set::of);
    }

    @Override
    public Optional<Instant> changedAt(String name) {
        return versioned().map(Versioned::getMetadata).map(Versioned.Metadata::getCreatedAt);
    }

    private Optional<Map<String, Object>> answer() {
        return versioned().map(Versioned::getData);
    }

    private synchronized Optional<Versioned<Map<String, Object>>> versioned() {
        Answer answer = last;
        if (answer == null || !clock.instant().isBefore(answer.until())) {
            answer = ask();
            last = answer;
        }
        if (answer.failure() != null) {
            throw answer.failure();
        }
        return answer.entries();
    }

    private Answer ask() {
        try {
            return new Answer(session.ask(this::read), null, clock.instant().plus(refresh));
        } catch (RuntimeException ex) {
            // Neither the exception nor its message is passed on: a server may quote what it was sent.
            return new Answer(
                    Optional.empty(),
                    VaultFailure.of(name(), ENGINE, timeout, ex),
                    clock.instant().plus(refresh));
        }
    }

    private Optional<Versioned<Map<String, Object>>> read(VaultTemplate template) {
        Versioned<Map<String, Object>> versioned =
                template.opsForVersionedKeyValue(mount).get(path);
        return versioned == null || !versioned.hasData() ? Optional.empty() : Optional.of(versioned);
    }

    @Override
    public String toString() {
        return name();
    }
}
