package dev.readiness.assessment;

import java.util.Optional;

/**
 * Tells one fact about each endpoint of the running application, for the endpoint table of the report.
 *
 * <p>An inspector looks and never changes anything. One that throws is shown as {@code unknown} for that endpoint. It is
 * called from one thread at a time.
 */
public interface EndpointInspector {

    /** Returns the heading of the fact, one or two words in lower case, for example {@code rate limit}. */
    String aspect();

    /** Returns what is in effect at {@code endpoint}, or nothing if this inspector has nothing to say about it. */
    Optional<Fact> inspect(Endpoint endpoint);

    /**
     * What is in effect at an endpoint.
     *
     * @param value the fact in a word or two, for example {@code 30/1m per principal} or {@code partial}
     * @param detail how it is known and what it consists of; may be empty
     */
    record Fact(String value, String detail) {}
}
