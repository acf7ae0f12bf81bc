package dev.readiness.migration;

/**
 * A session of PostgreSQL that still runs a statement of a migration whose process is gone. It keeps its locks until the
 * statement ends, and then everything of it is rolled back.
 *
 * @param pid its number on the server
 * @param node where its process was
 * @param seconds for how long the statement runs
 * @param statement its beginning
 */
record OrphanedSession(long pid, String node, long seconds, String statement) {

    @Override
    public String toString() {
        return "session " + pid + " of " + node + ", whose process is gone, still runs for " + seconds + " s: "
                + statement + " (it ends by itself; to end it now: SELECT pg_terminate_backend(" + pid + "))";
    }
}
