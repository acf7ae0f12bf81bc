package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Runs pending migrations on a scratch PostgreSQL and reads, statement by statement, which locks they take and which tables
 * they scan and rewrite. It sees what no reader of text can: inside {@code DO} blocks and functions.
 *
 * <pre>{@code
 * Migrations.of(scratch, "classpath:db/migration").migrate();       // up to the version in production
 * List<MeasuredStatement> seen = MeasuredLint.on(scratch).run(pending);
 * }</pre>
 *
 * <p>The database may be empty: locks, scans and rewrites do not depend on rows. What fails because of rows is not seen. Each
 * statement runs in a transaction of its own, which is committed. For tests, never on a database that anybody uses.
 */
public final class MeasuredLint {

    private final DataSource scratch;
    private final boolean kept;

    private MeasuredLint(DataSource scratch, boolean kept) {
        this.scratch = scratch;
        this.kept = kept;
    }

    /** Returns a lint that runs migrations on {@code scratch}, which has the schema that they meet in production. */
    public static MeasuredLint on(DataSource scratch) {
        return new MeasuredLint(Objects.requireNonNull(scratch, "scratch"), true);
    }

    /** Returns the same, but each statement is taken back after it was looked at, so that the next does not build on it. */
    MeasuredLint takingBack() {
        return new MeasuredLint(scratch, false);
    }

    /**
     * Runs {@code pending} in the order given. What fails is said in its place, and the next statement is run.
     *
     * @throws SQLException if the database cannot be asked what it did
     */
    public List<MeasuredStatement> run(List<MigrationScript> pending) throws SQLException {
        List<MeasuredStatement> seen = new ArrayList<>();
        try (Connection connection = scratch.getConnection()) {
            Set<Long> before = SchemaSight.of(connection).relations().keySet();
            Set<String> named = SchemaSight.of(connection).names();
            for (MigrationScript script : pending) {
                List<MeasuredStatement> file = new ArrayList<>();
                for (SqlStatement statement : SqlStatement.split(script.sql())) {
                    file.add(run(connection, script, statement, before, named));
                }
                // Others see what a file leaves behind: a view that it drops and makes again was never away.
                Set<String> left = kept ? SchemaSight.of(connection).names() : Set.of();
                file.forEach(statement -> seen.add(statement.withoutNames(left)));
            }
        }
        return seen;
    }

    private MeasuredStatement run(
            Connection connection, MigrationScript script, SqlStatement statement, Set<Long> before, Set<String> named)
            throws SQLException {
        boolean transactional = runsInTransaction(statement);
        connection.setAutoCommit(!transactional);
        SchemaSight first = SchemaSight.of(connection);
        Optional<String> failure = execute(connection, statement);
        if (failure.isPresent() && transactional) {
            connection.rollback();
        }
        Map<Long, TableLock> locks = SchemaSight.locks(connection);
        SchemaSight second = SchemaSight.of(connection);
        if (transactional && kept) {
            connection.commit();
        } else if (transactional) {
            connection.rollback();
        }
        connection.setAutoCommit(true);

        Map<String, TableLock> used = new TreeMap<>();
        Set<String> rewritten = new TreeSet<>();
        Set<String> scanned = new TreeSet<>();
        for (Map.Entry<Long, String> relation : first.relations().entrySet()) {
            Long id = relation.getKey();
            if (!before.contains(id)) {
                continue;
            }
            locks.computeIfPresent(id, (key, lock) -> {
                used.put(relation.getValue(), lock);
                return lock;
            });
            Long file = first.files().get(id);
            if (!Objects.equals(file, second.files().getOrDefault(id, file))) {
                rewritten.add(relation.getValue());
            }
            long scans = second.scans().getOrDefault(id, 0L) - first.scans().getOrDefault(id, 0L);
            if (scans > 0) {
                scanned.add(relation.getValue());
            }
        }
        Set<String> gone = new HashSet<>(first.names());
        gone.retainAll(named);
        gone.removeAll(second.names());
        return new MeasuredStatement(
                script.name(),
                statement.line(),
                statement.text(),
                used,
                rewritten,
                scanned,
                gone,
                failure,
                transactional);
    }

    private static Optional<String> execute(Connection connection, SqlStatement statement) {
        try (Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.execute(statement.text());
            return Optional.empty();
        } catch (SQLException ex) {
            return Optional.of(String.valueOf(ex.getMessage()));
        }
    }

    /** What has CONCURRENTLY locks nobody out; the few others say so of themselves. */
    private static boolean runsInTransaction(SqlStatement statement) {
        return Recognised.of(statement).changes().stream().noneMatch(FileTransaction::mustRunAlone);
    }
}
