package dev.readiness.audit;

import java.sql.Connection;
import java.util.Optional;

/** Finds the connection on which the caller's transaction runs. Must be safe for use by many threads. */
@FunctionalInterface
public interface CallersConnection {

    /** There is never a transaction to join. */
    CallersConnection NONE = Optional::empty;

    /**
     * Returns the connection whose transaction the calling thread has begun, or nothing if it has begun none that can be
     * written to. The store neither commits nor closes it.
     */
    Optional<Connection> current();
}
