package dev.readiness.scaling;

/** What can be busy until nothing more fits. */
public enum ScaleResource {
    /** A pool of database connections. */
    CONNECTION_POOL,
    /** The threads of the server that answers requests. */
    SERVER_THREADS,
    /** The threads of an executor. */
    EXECUTOR,
    /** The processors that the process may use. */
    PROCESSOR,
    /** The collections during which nothing else runs. */
    GARBAGE_COLLECTION,
    /** What is waited for while a connection is held: locks, disk or processor of the database. */
    DATABASE,
    /** A service that is called. */
    CALLED_SERVICE,
    /** What is waited for in the application itself, one after the other: a lock, or a disk. */
    APPLICATION_LOCK
}
