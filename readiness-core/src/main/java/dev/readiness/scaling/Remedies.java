package dev.readiness.scaling;

import dev.readiness.scaling.Bounds.Bound;
import java.util.List;

/** What helps against a limit. */
final class Remedies {

    private Remedies() {}

    static String of(Bound bound) {
        return switch (bound.resource()) {
            case CONNECTION_POOL ->
                "Hold a connection for less than %s a request: fewer queries, no call to others in a transaction; or raise maximum-pool-size, as far as the database takes it."
                        .formatted(Figures.seconds(bound.demand()));
            case SERVER_THREADS ->
                "Have a request wait less than %s, or raise server.tomcat.threads.max, or set spring.threads.virtual.enabled=true with a limit of its own for what then comes first."
                        .formatted(Figures.seconds(bound.demand()));
            case EXECUTOR -> "Give the executor more threads, or less to do.";
            case PROCESSOR ->
                "Profile what takes %s of the processor a request, or run more instances."
                        .formatted(Figures.seconds(bound.demand()));
            case GARBAGE_COLLECTION ->
                "Allocate less for a request: pages and streams instead of whole results; or raise -Xmx.";
            case DATABASE ->
                "Find what queries wait for: a row that every request updates, the disk, or the database's own processor. More connections do not help.";
            case CALLED_SERVICE -> "Ask whoever runs it for more, or call it less: cache, batch, or queue.";
            case APPLICATION_LOCK ->
                "Find what requests wait for one after the other: a synchronized method, or a file that is forced to disk; a thread dump under load shows it.";
        };
    }

    /** What to change first, and what that buys. */
    static String change(List<ScaleLimit> limits, ScaleSettings settings) {
        ScaleLimit first = limits.get(0);
        int most = settings.users().get(settings.users().size() - 1);
        String carried = first.users() >= most
                ? "Nothing for %,d users: %s carries %,.0f.".formatted(most, first.title(), first.users())
                : first.remedy() + needed(first, most);
        if (limits.size() < 2 || first.users() >= most) {
            return carried;
        }
        ScaleLimit second = limits.get(1);
        return carried
                + " That buys up to %.1f × (%s/s, %,.0f users), where %s is next."
                        .formatted(
                                second.throughput() / first.throughput(),
                                Figures.rate(second.throughput()),
                                second.users(),
                                second.title());
    }

    private static String needed(ScaleLimit first, int users) {
        double factor = users / first.users();
        return switch (first.resource()) {
            case CONNECTION_POOL, SERVER_THREADS, EXECUTOR ->
                " %,d users need %.0f of them, or %s a request."
                        .formatted(
                                users,
                                Math.ceil(first.throughput() * first.demand() * factor),
                                Figures.seconds(first.demand() / factor));
            case PROCESSOR, GARBAGE_COLLECTION -> " %,d users need %.1f times as much.".formatted(users, factor);
            case DATABASE, CALLED_SERVICE, APPLICATION_LOCK ->
                " %,d users need it in %s a request.".formatted(users, Figures.seconds(first.demand() / factor));
        };
    }
}
