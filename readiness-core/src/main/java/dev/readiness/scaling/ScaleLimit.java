package dev.readiness.scaling;

/**
 * Where one resource has no more to give.
 *
 * @param resource what kind of resource
 * @param name its name where there are several of a kind, as its meters say it
 * @param demand seconds for which a request holds it
 * @param throughput requests a second at which it is busy all the time
 * @param low lower end of the 90 % interval of the throughput
 * @param high upper end
 * @param users number of users at which it is busy all the time, with the think time of the ladder
 * @param arithmetic how the throughput follows from what was measured
 * @param remedy what to change
 */
public record ScaleLimit(
        ScaleResource resource,
        String name,
        double demand,
        double throughput,
        double low,
        double high,
        double users,
        String arithmetic,
        String remedy) {

    /** Returns the resource in words, with its name. */
    public String title() {
        String kind = switch (resource) {
            case CONNECTION_POOL -> "connection pool";
            case SERVER_THREADS -> "server threads";
            case EXECUTOR -> "executor";
            case PROCESSOR -> "processor";
            case GARBAGE_COLLECTION -> "garbage collection";
            case DATABASE -> "inside the database";
            case CALLED_SERVICE -> "a called service";
            case APPLICATION_LOCK -> "a lock or disk in the application";
        };
        return name.isEmpty() ? kind : kind + " " + name;
    }
}
