package dev.readiness.migration;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every few seconds how far a run is, so that nobody takes the session of its lease for dead. Safe for many threads. */
final class LeaseHeartbeat implements AutoCloseable {

    private static final long SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "readiness-migration-lease");
        daemon.setDaemon(true);
        return daemon;
    });

    private final MigrationLease lease;
    private volatile String step = "starts";

    private LeaseHeartbeat(MigrationLease lease) {
        this.lease = lease;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a beat catches what may go wrong
    static LeaseHeartbeat start(MigrationLease lease) {
        LeaseHeartbeat heartbeat = new LeaseHeartbeat(lease);
        heartbeat.thread.scheduleWithFixedDelay(heartbeat::beat, SECONDS, SECONDS, TimeUnit.SECONDS);
        return heartbeat;
    }

    void say(String now) {
        step = now;
        beat();
    }

    private void beat() {
        try {
            lease.say(step);
        } catch (SQLException ex) {
            // The lease is looked at before the next migration begins.
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
