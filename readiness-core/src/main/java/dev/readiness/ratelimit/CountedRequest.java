package dev.readiness.ratelimit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be known of a request that a rule counts. For use by the thread of the request. */
@FunctionalInterface
public interface CountedRequest {

    /** Returns the address of the client, or its network, as {@link ClientAddresses#find} does. */
    String clientAddress();

    /** Returns the name of the authenticated principal, if there is one by now. */
    default @Nullable String principal() {
        return null;
    }

    /** Returns the first value of a header, if it was sent. */
    default @Nullable String header(String name) {
        return null;
    }

    /** Returns the request of the framework, if it is of that type: a servlet request, a server exchange. */
    default <T> Optional<T> as(Class<T> type) {
        return Optional.empty();
    }
}
