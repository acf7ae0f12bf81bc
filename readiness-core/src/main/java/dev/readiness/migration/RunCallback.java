package dev.readiness.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * What is done between the statements of a run: the lease is looked at, sessions of PostgreSQL get a name and a lock time-out.
 * For one run of one thread.
 */
final class RunCallback implements Callback {

    private static final Set<Event> EVENTS = EnumSet.of(
            Event.BEFORE_EACH_MIGRATE,
            Event.BEFORE_EACH_MIGRATE_STATEMENT,
            Event.AFTER_EACH_MIGRATE_STATEMENT,
            Event.AFTER_EACH_MIGRATE,
            Event.AFTER_EACH_MIGRATE_ERROR);

    /** One transaction may have waited for a lock before; what is left for the next one is never less. */
    private static final long LEAST_MILLIS = 50;

    private final MigrationLease lease;
    private final Duration lockTimeout;
    private final IntSupplier countPending;
    private final Consumer<String> step;
    private final Set<String> locked = new LinkedHashSet<>();
    private int number;
    private int statements;
    private int total = -1;
    private long firstLock;
    private long timeout = -1;

    /**
     * Returns a callback for one run.
     *
     * @param countPending how many migrations are to be applied; asked once, when the first begins
     * @param step is told which migration begins
     */
    RunCallback(MigrationLease lease, Duration lockTimeout, IntSupplier countPending, Consumer<String> step) {
        this.lease = lease;
        this.lockTimeout = lockTimeout;
        this.countPending = countPending;
        this.step = step;
    }

    /** Returns the tables for whose locks the last transaction has asked, as they are written. */
    Set<String> locked() {
        return locked;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return EVENTS.contains(event);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "readiness";
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            switch (event) {
                case BEFORE_EACH_MIGRATE -> begin(context);
                case BEFORE_EACH_MIGRATE_STATEMENT -> limit(context);
                case AFTER_EACH_MIGRATE_STATEMENT -> journal(context);
                default -> end(context.getConnection());
            }
        } catch (SQLException ex) {
            throw new SafeMigrationException("A migration was not begun, because the database did not answer", ex);
        }
    }

    private void begin(Context context) throws SQLException {
        if (!lease.isHeld()) {
            throw new SafeMigrationException(
                    "The session that held the right to migrate is gone, so another process may"
                            + " migrate now; nothing more is applied here. Start again; keep proxies and firewalls from ending"
                            + " idle sessions.");
        }
        if (total < 0) {
            total = countPending.getAsInt();
        }
        number++;
        locked.clear();
        statements = 0;
        firstLock = 0;
        timeout = -1;
        String script = context.getMigrationInfo().getScript();
        // Before it is said that the migration runs, so that nobody can see one whose session has no name yet.
        if (lease instanceof PostgresLease postgres) {
            postgres.mark(context.getConnection());
        } else if (lease instanceof H2Lease h2) {
            h2.journal(script, 0);
        }
        step.accept(total < number ? script : script + ", " + number + " of " + total);
    }

    private void journal(Context context) throws SQLException {
        statements++;
        if (lease instanceof H2Lease h2) {
            h2.journal(context.getMigrationInfo().getScript(), statements);
        }
    }

    private void limit(Context context) throws SQLException {
        Connection connection = context.getConnection();
        boolean transaction = !connection.getAutoCommit();
        if (!(lease instanceof PostgresLease)
                || lockTimeout.isZero()
                || context.getStatement() == null
                || !transaction) {
            return;
        }
        String sql = context.getStatement().getSql();
        long wanted = SqlStatement.split(sql).stream().anyMatch(this::othersWait) ? left() : 0;
        if (wanted != timeout) {
            timeout = wanted;
            try (Statement statement = connection.createStatement();
                    ResultSet ignored = statement.executeQuery(
                            "SELECT set_config('lock_timeout', '" + (wanted == 0 ? "0" : wanted + "ms") + "', true)")) {
                ignored.next();
            }
        }
    }

    /** What was already waited for and done behind a lock counts: others wait for that too. */
    private long left() {
        long now = System.nanoTime();
        firstLock = firstLock == 0 ? now : firstLock;
        return Math.max(LEAST_MILLIS, lockTimeout.minusNanos(now - firstLock).toMillis());
    }

    /** Whether others who want to read or write wait behind this one while it waits; what is not understood may. */
    private boolean othersWait(SqlStatement statement) {
        Recognised recognised = Recognised.of(statement);
        boolean waits = recognised.obstacle().isPresent();
        for (SchemaChange change : recognised.changes()) {
            if (change.lock().blocksWrites()) {
                waits = true;
                locked.add(change.part("table"));
            }
        }
        return waits;
    }

    private void end(Connection connection) {
        if (lease instanceof PostgresLease) {
            try {
                PostgresLease.unmark(connection);
            } catch (SQLException ex) {
                // Within a transaction that failed; its end takes the name back.
            }
        }
    }
}
