package dev.readiness.secrets;

import java.util.Locale;

/** What gives a leaked secret away. */
public enum LeakKind {
    /** The form of a key that a known provider issues. */
    PROVIDER_KEY,
    /** A private key. */
    PRIVATE_KEY,
    /** A signed token. */
    SIGNED_TOKEN,
    /** A password within an address or a connection string. */
    PASSWORD_IN_ADDRESS,
    /** The name of a secret beside a literal value. */
    LITERAL,
    /** The name of a secret beside a value that anybody would try first. */
    WELL_KNOWN,
    /** A value behind a placeholder or a look-up, used where nobody sets the real one. */
    FALLBACK,
    /** A key that tutorials publish. */
    PUBLISHED_KEY;

    /** Returns the kind as reports write it, for example {@code provider-key}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
