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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultResponse;

/**
 * What Vault or OpenBao makes for this application and takes back after a while, for example the login of a database. Whoever
 * follows secrets asks often, and with that the lease is extended when two thirds of it are over; where it cannot be extended,
 * or its longest time or that of the login is near, another one is asked for. No thread of its own does so. What is left behind
 * ends by itself.
 */
final class VaultLeaseSource implements SecretSource {

    private static final String ENGINE = "an engine that lends secrets";

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.-]+");

    private final String prefix;
    private final String path;
    private final String uri;
    private final Duration timeout;
    private final Duration refresh;
    private final InstantSource clock;
    private final VaultSession session;
    private Instant loginDue = Instant.MAX;
    private Instant askAgain = Instant.MIN;
    private @Nullable VaultLease lease;
    private @Nullable SecretSourceException failure;

    private VaultLeaseSource(
            String place, SecretsProperties.Vault settings, InstantSource clock, VaultSession session) {
        int equals = place.indexOf('=');
        this.prefix = place.substring(0, Math.max(equals, 0));
        this.path = place.substring(equals + 1);
        if (!PREFIX.matcher(prefix).matches() || path.indexOf('/') <= 0 || path.endsWith("/")) {
            throw new SecretSourceException("'" + SecretsLocation.PREFIX + "vault-lease:" + place
                    + "' must say what the names begin with, and a path, for example"
                    + " readiness-secrets:vault-lease:db=database/creds/clinic for db.username and db.password");
        }
        this.uri = Objects.requireNonNull(settings.uri());
        this.timeout = settings.timeout();
        this.refresh = settings.refresh();
        this.clock = clock;
        this.session = session;
    }

    /**
     * Returns the source of {@code place}.
     *
     * @param place what the names begin with and a path, for example {@code db=database/creds/clinic}
     * @throws SecretSourceException if the settings do not say how to log in
     */
    static VaultLeaseSource of(String place, SecretsProperties.Vault settings) {
        return of(place, settings, InstantSource.system());
    }

    static VaultLeaseSource of(String place, SecretsProperties.Vault settings, InstantSource clock) {
        return new VaultLeaseSource(place, settings, clock, VaultSession.of(settings));
    }

    @Override
    public String name() {
        return "Vault " + uri + ", lease of " + path;
    }

    /** Returns whether the server lends at this path. */
    boolean exists() {
        return lease() != null;
    }

    @Override
    public Optional<Secret> find(String name) {
        Objects.requireNonNull(name, "name");
        VaultLease present = lease();
        if (present == null || !name.startsWith(prefix + ".")) {
            return Optional.empty();
        }
        Object value = present.entries().get(name.substring(prefix.length() + 1));
        return VaultEntry.text(name(), name, value);
    }

    @Override
    public Set<String> names() {
        VaultLease present = lease();
        Set<String> names = new TreeSet<>();
        if (present != null) {
            present.entries().keySet().forEach(entry -> names.add(prefix + "." + entry));
        }
        return names;
    }

    @Override
    public Optional<Instant> changedAt(String name) {
        return Optional.ofNullable(lease()).map(VaultLease::made);
    }

    private synchronized @Nullable VaultLease lease() {
        Instant now = clock.instant();
        if (isDue(now) && !now.isBefore(askAgain)) {
            try {
                lease = next(now);
                failure = null;
                askAgain = lease == null ? now.plus(refresh) : Instant.MIN;
            } catch (RuntimeException ex) {
                failure = VaultFailure.of(name(), ENGINE, timeout, ex);
                askAgain = now.plus(pause(now));
            }
        }
        if (failure != null) {
            throw failure;
        }
        return lease;
    }

    private boolean isDue(Instant now) {
        VaultLease present = lease;
        return present == null || !now.isBefore(present.due()) || !now.isBefore(loginDue);
    }

    /** Returns how long to leave a server in trouble alone: not so long that a short lease ends meanwhile. */
    private Duration pause(Instant now) {
        Duration left =
                lease == null ? refresh : Duration.between(now, lease.ends()).dividedBy(4);
        return left.isNegative() || left.compareTo(refresh) > 0 ? refresh : left;
    }

    private @Nullable VaultLease next(Instant now) {
        VaultLease present = lease;
        boolean loginEnds = !now.isBefore(loginDue);
        if (present != null && present.extendable() && !loginEnds) {
            VaultLease extended = extend(present, now);
            if (extended != null && !extended.isAtItsEnd()) {
                return extended;
            }
        }
        if (loginEnds) {
            session.end(); // what was lent to a login ends with it
        }
        return borrow(now);
    }

    private @Nullable VaultLease extend(VaultLease present, Instant now) {
        try {
            VaultResponse answer = session.ask(vault -> vault.write(
                    "sys/leases/renew",
                    Map.of(
                            "lease_id",
                            present.id(),
                            "increment",
                            present.length().toSeconds())));
            return answer == null ? null : present.extended(Duration.ofSeconds(answer.getLeaseDuration()), now);
        } catch (RuntimeException ex) {
            int status = VaultFailure.statusOf(ex);
            if (status == 400 || status == 403 || status == 404) {
                return null; // it is over or may not be extended, and another one may be had
            }
            throw ex;
        }
    }

    private @Nullable VaultLease borrow(Instant now) {
        VaultResponse answer = session.ask((VaultTemplate vault) -> vault.read(path));
        loginDue = session.lifetime().isZero() ? Instant.MAX : VaultLease.twoThirds(now, session.lifetime());
        if (answer == null || answer.getData() == null) {
            return null;
        }
        String id = answer.getLeaseId();
        if (id == null || id.isEmpty() || answer.getLeaseDuration() <= 0) {
            throw new SecretSourceException(
                    "what is there is not lent for a time; import it as readiness-secrets:vault:" + path
                            + " if it is a secret of the key-value engine");
        }
        return VaultLease.of(id, answer, now);
    }

    @Override
    public String toString() {
        return name();
    }
}
