package dev.readiness.ratelimit;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a rule counts by.
 *
 * <p>A caller without the thing that a rule counts by, an anonymous one for example, is counted by client address.
 *
 * @param kind what it is
 * @param name name of the header or of the source, empty for the other kinds
 */
public record RateLimitKey(Kind kind, String name) {

    /** Counts by the address of the client. */
    public static final RateLimitKey CLIENT_ADDRESS = new RateLimitKey(Kind.CLIENT_ADDRESS, "");

    /** Counts by the authenticated principal. */
    public static final RateLimitKey PRINCIPAL = new RateLimitKey(Kind.PRINCIPAL, "");

    /** Counts by the tenant, which the source of that name tells. */
    public static final RateLimitKey TENANT = new RateLimitKey(Kind.SOURCE, "tenant");

    private static final Pattern BEAN = Pattern.compile("bean:([^\\s:]{1,100})");

    private static final Pattern HEADER = Pattern.compile("header:([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64})");

    /** The kinds of key. */
    public enum Kind {
        /** Address of the client, known before authentication. */
        CLIENT_ADDRESS,
        /** Name of the authenticated principal. */
        PRINCIPAL,
        /** Value of a header. Only a header that authentication has verified tells clients apart. */
        HEADER,
        /** What a {@link RateLimitKeySource} of the application tells. */
        SOURCE
    }

    /** Checks that exactly a header and a source have a name. */
    public RateLimitKey {
        Objects.requireNonNull(kind, "kind");
        if ((kind == Kind.HEADER || kind == Kind.SOURCE) == name.isEmpty()) {
            throw new IllegalArgumentException(
                    "'name' must be set exactly for the kinds HEADER and SOURCE but is '" + name + "' for " + kind);
        }
    }

    /**
     * Returns the key that {@code text} names: {@code client-address}, {@code principal}, {@code header:X-Api-Key},
     * {@code tenant} or {@code bean:myKeySource}.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static RateLimitKey parse(String text) {
        if (text.equals("client-address")) {
            return CLIENT_ADDRESS;
        }
        if (text.equals("principal")) {
            return PRINCIPAL;
        }
        if (text.equals("tenant")) {
            return TENANT;
        }
        var bean = BEAN.matcher(text);
        if (bean.matches()) {
            return new RateLimitKey(Kind.SOURCE, bean.group(1));
        }
        var header = HEADER.matcher(text);
        if (!header.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a key; write client-address, principal, header:<name> such as header:X-Api-Key, tenant"
                    + " or bean:<name>");
        }
        return new RateLimitKey(Kind.HEADER, header.group(1));
    }

    /** Returns whether the key is known before the application authenticates the caller. */
    public boolean isKnownBeforeAuthentication() {
        return kind == Kind.CLIENT_ADDRESS;
    }

    /** Returns the key as {@link #parse} reads it. */
    @Override
    public String toString() {
        return switch (kind) {
            case CLIENT_ADDRESS -> "client-address";
            case PRINCIPAL -> "principal";
            case HEADER -> "header:" + name;
            case SOURCE -> equals(TENANT) ? "tenant" : "bean:" + name;
        };
    }
}
