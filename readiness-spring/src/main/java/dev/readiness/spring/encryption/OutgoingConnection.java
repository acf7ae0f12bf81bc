package dev.readiness.spring.encryption;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A connection of the application to somebody else.
 *
 * @param where the bean that makes it
 * @param host whom it leads to; empty if that could not be seen
 * @param protection whether it is certainly encrypted
 * @param seen by what that was seen, without any secret
 * @param remedy what to set instead
 */
record OutgoingConnection(String where, String host, Protection protection, String seen, String remedy) {

    private static final Pattern LOCAL = Pattern.compile(
            "localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?", Pattern.CASE_INSENSITIVE);

    OutgoingConnection {
        Objects.requireNonNull(where, "where");
    }

    /** Whether a connection is certainly encrypted. */
    enum Protection {
        /** It is encrypted, or there is no connection. */
        ENCRYPTED,

        /** It is not, or falls back to plain text if the other side does not offer encryption. */
        OPEN,

        /** That cannot be seen. */
        UNKNOWN,

        /** The database is part of the process. */
        NONE
    }

    boolean staysOnThisMachine() {
        return LOCAL.matcher(host).matches();
    }
}
