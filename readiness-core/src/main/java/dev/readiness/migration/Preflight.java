package dev.readiness.migration;

import dev.readiness.migration.PreflightResult.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * Counts the rows that pending migrations do not take, before anything is changed. For PostgreSQL.
 *
 * <pre>{@code
 * Preflight.of(flyway, PreflightSettings.defaults()).look().forEach(System.out::println);
 * }</pre>
 *
 * <p>What NOT NULL, UNIQUE, FOREIGN KEY, CHECK, a cast or a shorter type does not take follows from the scripts; a side file
 * may declare more and say what happens to them. Immutable; safe for use by many threads.
 */
public final class Preflight {

    private static final int SHOWN = 5;

    /** Only keys that say nothing of a person. */
    private static final String KEYS = "SELECT quote_ident(a.attname) FROM pg_index i JOIN pg_attribute a"
            + " ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)"
            + " WHERE i.indrelid = to_regclass(?) AND i.indisprimary AND NOT EXISTS (SELECT FROM pg_attribute b"
            + " WHERE b.attrelid = i.indrelid AND b.attnum = ANY (i.indkey)"
            + " AND b.atttypid NOT IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'uuid'::regtype))"
            + " ORDER BY array_position(i.indkey, a.attnum)";

    private final Flyway flyway;
    private final PreflightSettings settings;

    private Preflight(Flyway flyway, PreflightSettings settings) {
        this.flyway = flyway;
        this.settings = settings;
    }

    /** Returns the preflight of what {@code flyway} has not applied. */
    public static Preflight of(Flyway flyway, PreflightSettings settings) {
        return new Preflight(Objects.requireNonNull(flyway, "flyway"), Objects.requireNonNull(settings, "settings"));
    }

    /**
     * Counts, in a transaction that can only read.
     *
     * @return one result for each constraint that is to come, in the order of the scripts
     * @throws SafeMigrationException if a side file cannot be read
     * @throws SQLException if the database does not answer
     */
    public List<PreflightResult> look() throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try {
                List<PreflightResult> results = new ArrayList<>();
                for (PlannedCheck planned : planned(connection)) {
                    results.add(result(planned, connection));
                }
                return results;
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * Looks, fails if anything is left to the policy {@code FAIL}, and does to the other rows what their policy says.
     *
     * @return one sentence for each check whose rows were moved or changed
     */
    List<String> enforce() throws SQLException {
        List<PreflightResult> results = look();
        List<PreflightResult> refused = results.stream()
                .filter(result -> result.verdict() == Verdict.OFFENDERS && isRefused(result))
                .toList();
        if (!refused.isEmpty()) {
            throw new SafeMigrationException("Rows do not fit what is pending; nothing was migrated:\n"
                    + refused.stream().map(this::refusal).collect(Collectors.joining("\n"))
                    + "\nMend them, or say in a side file of the migration what is to happen to them.");
        }
        List<String> done = new ArrayList<>();
        try (Connection connection = connect()) {
            for (PlannedCheck planned : planned(connection)) {
                boolean offends = results.stream()
                        .anyMatch(result -> result.verdict() == Verdict.OFFENDERS
                                && result.check().equals(planned.check().name())
                                && result.migration().equals(planned.check().migration()));
                if (offends) {
                    done.add(
                            planned.policy() == PreflightPolicy.QUARANTINE
                                    ? Quarantine.move(planned.check(), settings.mostQuarantined(), connection)
                                    : transform(planned, connection));
                }
            }
        }
        return done;
    }

    private boolean isRefused(PreflightResult result) {
        return result.policy() == PreflightPolicy.FAIL
                || (result.policy() == PreflightPolicy.QUARANTINE && result.offenders() > settings.mostQuarantined());
    }

    private String refusal(PreflightResult result) {
        return "  " + result
                + (result.policy() == PreflightPolicy.QUARANTINE
                        ? ", more than the " + settings.mostQuarantined() + " that may be moved"
                        : "");
    }

    private String transform(PlannedCheck planned, Connection connection) throws SQLException {
        DataCheck check = planned.check();
        String update = "UPDATE " + check.table() + " SET " + planned.set()
                + " WHERE (tableoid, ctid) IN (SELECT r.tableoid, r.ctid" + check.fromWhere() + " LIMIT "
                + settings.batch() + ")";
        long left = count(check, connection);
        long changed = 0;
        while (left > 0) {
            try (Statement statement = connection.createStatement()) {
                changed += statement.executeUpdate(update);
            }
            long now = count(check, connection);
            if (now >= left) {
                throw new SafeMigrationException("The update that the side file states for " + check.name() + " ("
                        + check.migration() + ") mends no more rows: " + now + " of " + check.table() + " still "
                        + check.problem() + ". " + changed + " rows were changed; nothing was migrated.");
            }
            left = now;
        }
        return changed + " rows of " + check.table() + " that " + check.problem() + " were changed as "
                + check.migration() + ".preflight says";
    }

    private static long count(DataCheck check, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*)" + check.fromWhere())) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = flyway.getConfiguration().getDataSource().getConnection();
        String schema = flyway.getConfiguration().getDefaultSchema();
        if (schema != null) {
            connection.setSchema(schema);
        }
        return connection;
    }

    private List<PlannedCheck> planned(Connection connection) throws SQLException {
        List<String> pending = Migrations.of(flyway).state().pending();
        PendingScripts scripts = new PendingScripts(flyway.getConfiguration());
        List<MigrationScript> read = new ArrayList<>();
        for (String script : pending) {
            // One in Java is not read, so that nothing is known of what comes after it.
            read.addAll(
                    script.endsWith(".sql") ? scripts.read(List.of(script)) : List.of(MigrationScript.of(script, "")));
        }
        List<DataCheck> checks = new ArrayList<>(PendingChecks.of(read, connection));
        Map<String, SideFile> sideFiles = new HashMap<>();
        for (String script : pending) {
            Optional<String> text = scripts.sideFile(script);
            if (text.isPresent()) {
                String file = script.substring(script.lastIndexOf('/') + 1);
                SideFile said = SideFile.parse(file, text.get());
                sideFiles.put(file, said);
                checks.addAll(said.declared());
                said.refuseUnknown(checks.stream()
                        .filter(check -> check.migration().equals(file))
                        .map(DataCheck::name)
                        .collect(Collectors.toSet()));
            }
        }
        List<PlannedCheck> planned = new ArrayList<>();
        for (DataCheck check : checks) {
            if (exists(check.table(), connection)) {
                SideFile said = sideFiles.getOrDefault(check.migration(), SideFile.NONE);
                planned.add(new PlannedCheck(
                        check, said.policy(check.name()).orElse(settings.policy()), said.set(check.name())));
            }
        }
        return planned;
    }

    /** A table that the pending migrations make themselves has no rows yet. */
    private static boolean exists(String table, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static PreflightResult result(PlannedCheck planned, Connection connection) throws SQLException {
        DataCheck check = planned.check();
        String doubt = check.doubt();
        long count = 0;
        var before = connection.setSavepoint();
        try {
            count = count(check, connection);
        } catch (SQLException ex) {
            connection.rollback(before);
            doubt = doubt.isEmpty() ? "the rows could not be asked (SQLState " + ex.getSQLState() + ")" : doubt;
        }
        Verdict verdict = count > 0 ? Verdict.OFFENDERS : Verdict.FITS;
        return new PreflightResult(
                check.name(),
                check.migration(),
                check.table(),
                check.problem(),
                doubt.isEmpty() ? verdict : Verdict.UNDECIDED,
                count,
                count > 0 ? keys(check, connection) : List.of(),
                doubt,
                planned.policy());
    }

    private static List<String> keys(DataCheck check, Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setString(1, check.table());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        List<String> keys = new ArrayList<>();
        if (columns.isEmpty()) {
            return keys;
        }
        String list = columns.stream().map(column -> "r." + column).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + list + check.fromWhere() + " ORDER BY " + list + " LIMIT " + SHOWN)) {
            while (rows.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    key.add(columns.get(i) + "=" + rows.getString(i + 1));
                }
                keys.add(String.join(" ", key));
            }
        }
        return keys;
    }

    private record PlannedCheck(DataCheck check, PreflightPolicy policy, String set) {}
}
