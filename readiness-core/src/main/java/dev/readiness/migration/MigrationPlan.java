package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;

/**
 * What a run would do, without doing it: each pending statement in its order, with the transactions, the locks, the rows of the
 * tables, the judgement of the lint, and the rows that do not fit. For PostgreSQL.
 *
 * <pre>{@code
 * System.out.println(MigrationPlan.of(flyway, PreflightSettings.defaults()));
 * }</pre>
 *
 * @param files the pending scripts in their order
 * @param rows what the preflight says
 */
public record MigrationPlan(List<PlannedFile> files, List<PreflightResult> rows) {

    /**
     * One pending script.
     *
     * @param name its name
     * @param transactional whether all of it is one transaction
     * @param statements its statements in order; empty if it is none that can be read, like one written in Java
     */
    public record PlannedFile(String name, boolean transactional, List<PlannedStatement> statements) {

        /** Copies the parts. */
        public PlannedFile {
            Objects.requireNonNull(name, "name");
            statements = List.copyOf(statements);
        }
    }

    /**
     * One statement.
     *
     * @param line its first line, from 1
     * @param sql its beginning
     * @param lock the strongest lock on a table that it takes, as far as it is understood
     * @param tableRows roughly how many rows the table has, where that is known
     * @param verdict what the lint says of it
     */
    public record PlannedStatement(int line, String sql, TableLock lock, OptionalLong tableRows, LintVerdict verdict) {

        /** Checks the parts. */
        public PlannedStatement {
            Objects.requireNonNull(sql, "sql");
            Objects.requireNonNull(lock, "lock");
            Objects.requireNonNull(tableRows, "tableRows");
            Objects.requireNonNull(verdict, "verdict");
        }
    }

    /** Copies the parts. */
    public MigrationPlan {
        files = List.copyOf(files);
        rows = List.copyOf(rows);
    }

    /**
     * Returns the plan of what {@code flyway} has not applied. Only reads.
     *
     * @throws SafeMigrationException if the side file of a migration cannot be read
     * @throws SQLException if the database does not answer
     */
    public static MigrationPlan of(Flyway flyway, PreflightSettings settings) throws SQLException {
        List<PreflightResult> rows = Preflight.of(flyway, settings).look();
        PendingScripts reader = new PendingScripts(flyway.getConfiguration());
        LintContext context = reader.context();
        KnownSchema schema = new KnownSchema(context.schema());
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            LiveSchema.read(connection, schema);
        }
        List<String> names = Migrations.of(flyway).state().pending();
        List<MigrationScript> scripts =
                reader.read(names.stream().filter(name -> name.endsWith(".sql")).toList());
        List<LintedStatement> linted =
                MigrationLint.of(context).lint(List.of(), scripts).statements();
        List<PlannedFile> files = new ArrayList<>();
        for (String name : names) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            files.add(scripts.stream()
                    .filter(script -> script.name().equals(file))
                    .findFirst()
                    .map(script -> file(script, linted, schema, context))
                    .orElseGet(() -> new PlannedFile(name, true, List.of())));
        }
        return new MigrationPlan(files, rows);
    }

    private static PlannedFile file(
            MigrationScript script, List<LintedStatement> linted, KnownSchema schema, LintContext context) {
        List<Recognised> read = SqlStatement.split(script.sql()).stream()
                .map(statement -> Recognised.of(statement).in(context.schema()))
                .toList();
        List<PlannedStatement> statements = new ArrayList<>();
        for (Recognised statement : read) {
            LintVerdict verdict = linted.stream()
                    .filter(one -> one.file().equals(script.name())
                            && one.line() == statement.statement().line()
                            && one.sql().equals(statement.statement().text()))
                    .map(LintedStatement::verdict)
                    .findFirst()
                    .orElse(LintVerdict.UNKNOWN);
            statements.add(planned(statement, verdict, schema));
        }
        return new PlannedFile(script.name(), new FileTransaction(script, read, context).isTransactional(), statements);
    }

    private static PlannedStatement planned(Recognised statement, LintVerdict verdict, KnownSchema schema) {
        TableLock lock = TableLock.NONE;
        OptionalLong rows = OptionalLong.empty();
        for (SchemaChange change : statement.changes()) {
            lock = change.lock().compareTo(lock) > 0 ? change.lock() : lock;
            rows = schema.table(change.object().key()).map(table -> table.rows).orElse(rows);
        }
        return new PlannedStatement(
                statement.statement().line(),
                SafeVersion.summary(statement.statement().text()),
                lock,
                rows,
                verdict);
    }

    /** Returns the plan as text for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rows.forEach(result -> text.append("-- ").append(result).append(System.lineSeparator()));
        for (PlannedFile file : files) {
            text.append(System.lineSeparator())
                    .append("-- ")
                    .append(file.name())
                    .append(System.lineSeparator());
            text.append(file.transactional() ? "BEGIN;" : "-- no transaction").append(System.lineSeparator());
            file.statements().forEach(statement -> append(text, statement));
            text.append(file.transactional() ? "COMMIT;" + System.lineSeparator() : "");
        }
        return files.isEmpty() ? "Nothing is pending." + System.lineSeparator() : text.toString();
    }

    private static void append(StringBuilder text, PlannedStatement statement) {
        text.append("  ")
                .append(statement.sql())
                .append(";  -- ")
                .append(statement.verdict().name().toLowerCase(java.util.Locale.ROOT));
        if (statement.lock() != TableLock.NONE) {
            text.append(", ").append(statement.lock());
        }
        statement.tableRows().ifPresent(rows -> text.append(", ").append(rows).append(" rows"));
        text.append(System.lineSeparator());
    }
}
