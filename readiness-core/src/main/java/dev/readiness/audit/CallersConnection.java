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

    /**
     * Has {@code committed} run once the transaction of {@link #current} was committed, and never if what was written in it by
     * now was rolled back. Called on the thread that called that, after the write.
     *
     * <p>One that cannot know does nothing; whoever removes the record then before it was sealed is not noticed by {@link
     * AuditReceipts}.
     */
    default void afterCommit(Runnable committed) {}
}
