package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretSourceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place that {@code spring.config.import} names after {@code readiness-secrets:}.
 *
 * @param kind what is there
 * @param place where it is; empty if systemd did not hand over any
 */
record SecretsLocation(Kind kind, Optional<String> place) {

    static final String PREFIX = "readiness-secrets:";

    /** Where systemd puts what {@code LoadCredential=} names. */
    static final String CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";

    /** What can be imported. */
    enum Kind {
        /** One file a secret. */
        DIRECTORY("directory:"),
        /** A directory that systemd makes for the service. */
        SYSTEMD("systemd"),
        /** A properties file. */
        FILE("file:"),
        /** The file of one developer. */
        DOTENV("dotenv:"),
        /** A PKCS#12 key store. */
        KEY_STORE("keystore:"),
        /** A file of encrypted values. */
        ENCRYPTED("encrypted:"),
        /** A secret of Vault or OpenBao. */
        VAULT("vault:"),
        /** What Vault or OpenBao lends for a time. */
        VAULT_LEASE("vault-lease:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        private boolean matches(String text) {
            return this == SYSTEMD ? text.equals(prefix) : text.startsWith(prefix) && text.length() > prefix.length();
        }
    }

    /**
     * Reads what follows the prefix.
     *
     * @param text for example {@code directory:/run/secrets}
     * @param credentials what the variable {@value #CREDENTIALS_DIRECTORY} says
     * @throws SecretSourceException if it names nothing that can be imported
     */
    static SecretsLocation of(String text, @Nullable String credentials) {
        for (Kind kind : Kind.values()) {
            if (kind.matches(text)) {
                String place = kind == Kind.SYSTEMD ? credentials : text.substring(kind.prefix.length());
                return new SecretsLocation(
                        kind, place == null || place.isBlank() ? Optional.empty() : Optional.of(place));
            }
        }
        throw new SecretSourceException("spring.config.import names '" + PREFIX + text
                + "', which is none of readiness-secrets:directory:<path>, readiness-secrets:file:<path>,"
                + " readiness-secrets:keystore:<path>, readiness-secrets:encrypted:<path>,"
                + " readiness-secrets:vault:<mount>/<path>, readiness-secrets:vault-lease:<prefix>=<path>,"
                + " readiness-secrets:dotenv:<path> and"
                + " readiness-secrets:systemd");
    }

    /** Returns whether nothing but a developer's machine may have it. */
    boolean isForDevelopment() {
        return kind == Kind.DOTENV;
    }

    /** Returns whether it must wait until the profiles, and the other imports with what opens it, are known. */
    boolean isLate() {
        return switch (kind) {
            case DIRECTORY, SYSTEMD, FILE -> false;
            case DOTENV, KEY_STORE, ENCRYPTED, VAULT, VAULT_LEASE -> true;
        };
    }

    /** By hand, because Spring asks while the application starts, and the first of a record takes some milliseconds. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretsLocation location && kind == location.kind && place.equals(location.place);
    }

    @Override
    public int hashCode() {
        return 31 * kind.prefix.hashCode() + place.hashCode();
    }

    /** Returns what messages call it. */
    @Override
    public String toString() {
        return kind.prefix + place.orElse("");
    }
}
