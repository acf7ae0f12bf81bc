package dev.readiness.secrets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which values are good enough for a secret. Immutable. */
public final class SecretPolicy {

    private final boolean strict;
    private final Map<String, String> accepted;

    private SecretPolicy(boolean strict, Map<String, String> accepted) {
        this.strict = strict;
        this.accepted = Collections.unmodifiableMap(accepted);
    }

    /**
     * Returns the policy for anything but development: no unresolved placeholder, no default, no text that waits to be
     * replaced, no published key, nothing repetitive, and at least 8 characters, 16 for keys that sign or encrypt.
     */
    public static SecretPolicy strict() {
        return new SecretPolicy(true, Map.of());
    }

    /** Returns the policy for development: any value will do. */
    public static SecretPolicy lenient() {
        return new SecretPolicy(false, Map.of());
    }

    /**
     * Returns this policy with the exception that any value will do for the secret {@code name}.
     *
     * @param reason why; must not be blank
     */
    public SecretPolicy accepting(String name, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("'reason' must say why a weak '" + name + "' is accepted but is blank");
        }
        Map<String, String> more = new LinkedHashMap<>(accepted);
        more.put(Objects.requireNonNull(name, "name"), reason);
        return new SecretPolicy(strict, more);
    }

    /**
     * Returns what is wrong with {@code value}, if anything is, for example {@code is too short (at least 8 characters)}. Holds
     * no value.
     *
     * @param name what the secret is called; a key that signs or encrypts must be longer than a password
     */
    public Optional<String> weakness(String name, Secret value) {
        return !strict || accepted.containsKey(name)
                ? Optional.empty()
                : SecretWeakness.of(name, value.reveal()).map(weakness -> weakness.problem(name));
    }

    /** Returns what is wrong with the value, if anything is, and what to do. */
    Optional<String> problem(String name, Secret value, String source) {
        return weakness(name, value)
                .map(
                        weakness -> "'" + name + "' from " + source + " " + weakness
                                + "; set a random one, for example that of 'openssl rand -base64 32', or accept it with a reason");
    }
}
