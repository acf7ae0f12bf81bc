package dev.readiness.ratelimit;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a rule counts by.
 *
 * <p>A caller without the thing that a rule counts by, an anonymous one for example, is counted by client address.
 *
 * @param kind what it is
 * @param header name of the header, empty for the other kinds
 */
public record RateLimitKey(Kind kind, String header) {

    /** Counts by the address of the client. */
    public static final RateLimitKey CLIENT_ADDRESS = new RateLimitKey(Kind.CLIENT_ADDRESS, "");

    /** Counts by the authenticated principal. */
    public static final RateLimitKey PRINCIPAL = new RateLimitKey(Kind.PRINCIPAL, "");

    private static final Pattern HEADER = Pattern.compile("header:([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64})");

    /** The kinds of key. */
    public enum Kind {
        /** Address of the client, known before authentication. */
        CLIENT_ADDRESS,
        /** Name of the authenticated principal. */
        PRINCIPAL,
        /** Value of a header. Only a header that authentication has verified tells clients apart. */
        HEADER
    }

    /** Checks that exactly a header key names a header. */
    public RateLimitKey {
        Objects.requireNonNull(kind, "kind");
        if ((kind == Kind.HEADER) == header.isEmpty()) {
            throw new IllegalArgumentException(
                    "'header' must be set exactly for the kind HEADER but is '" + header + "'");
        }
    }

    /**
     * Returns the key that {@code text} names: {@code client-address}, {@code principal} or {@code header:X-Api-Key}.
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
        var matcher = HEADER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a key; write client-address, principal or header:<name> such as header:X-Api-Key");
        }
        return new RateLimitKey(Kind.HEADER, matcher.group(1));
    }

    /** Returns whether the key is known before the application authenticates the caller. */
    public boolean isKnownBeforeAuthentication() {
        return kind == Kind.CLIENT_ADDRESS;
    }

    /** Returns the key as {@link #parse} reads it. */
    @Override
    public String toString() {
        return kind == Kind.HEADER
                ? "header:" + header
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
