package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * What the release which runs now needs of the schema, kept in the database, so that the next release does not take it away while
 * the former still runs, or could not be brought back. What goes has to go one release later. For PostgreSQL. Safe for use by many
 * threads.
 */
public final class ReleasedNeeds {

    private static final String SEQUENCE = "sequence ";
    private static final String NOT_NULL = " not null";

    private final DataSource dataSource;

    private ReleasedNeeds(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /** Returns what is kept in the current schema of {@code dataSource}. */
    public static ReleasedNeeds of(DataSource dataSource) {
        return new ReleasedNeeds(dataSource);
    }

    /**
     * Replaces what is needed by the needs of this release; call it when the release has started well.
     *
     * @param needs columns, each as {@code table.column} or {@code schema.table.column}, with {@code not null} behind it if the
     *     release never writes a null into it; and {@code sequence name}; names in quotes where SQL needs them
     * @throws SafeMigrationException if the database is another than PostgreSQL
     * @throws SQLException if the database does not answer
     */
    public void keep(Set<String> needs) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("PostgreSQL")) {
                throw new SafeMigrationException("What a release needs is kept in PostgreSQL only, and this is "
                        + product + "; remove readiness.migration.run.keep-released.");
            }
            String home = Optional.ofNullable(connection.getSchema()).orElse("public");
            Set<String> keys =
                    needs.stream().map(need -> key(need, home)).collect(Collectors.toCollection(TreeSet::new));
            if (!SchemaRecord.needs(connection).equals(keys)) {
                SchemaRecord.writeNeeds(connection, keys);
            }
        }
    }

    /** Returns why pending scripts break the release that runs, one sentence for each statement. */
    List<String> broken(Flyway flyway) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Set<String> kept = SchemaRecord.needs(connection);
            if (kept.isEmpty()) {
                return List.of();
            }
            PendingScripts scripts = new PendingScripts(flyway.getConfiguration());
            LintContext context = scripts.context();
            ReleaseJudge judge = ReleaseJudge.of(new Needs(kept), connection, context);
            for (String name : Migrations.of(flyway).state().pending()) {
                if (name.endsWith(".sql")) {
                    scripts.read(List.of(name)).forEach(script -> judge.read(script, context));
                }
            }
            return judge.broken();
        }
    }

    /** Returns the need with names as the changes of scripts have them: folded, without the schema {@code home}. */
    private static String key(String need, String home) {
        List<SqlToken> tokens = SqlTokens.of(need).tokens();
        int from = tokens.size() > 1
                        && tokens.get(0).is("sequence")
                        && tokens.get(1).isName()
                ? 1
                : 0;
        int to = tokens.size();
        boolean notNull =
                to > 2 && tokens.get(to - 2).is("not") && tokens.get(to - 1).is("null");
        List<String> names = tokens.subList(from, notNull ? to - 2 : to).stream()
                .filter(SqlToken::isName)
                .map(SqlToken::folded)
                .toList();
        boolean inHome = names.size() > (from == 1 ? 1 : 2) && names.get(0).equals(home);
        String key = String.join(".", inHome ? names.subList(1, names.size()) : names);
        return (from == 1 ? SEQUENCE : "") + key + (notNull ? NOT_NULL : "");
    }

    /**
     * What a release needs, asked by the keys of names.
     *
     * @param kept as it is kept
     */
    record Needs(Set<String> kept) {

        boolean column(String key) {
            return kept.contains(key) || kept.contains(key + NOT_NULL);
        }

        /** Returns whether all that was said of a column says so. */
        boolean neverNull(String key) {
            return kept.contains(key + NOT_NULL) && !kept.contains(key);
        }

        boolean table(String key) {
            return !columnsOf(key).isEmpty();
        }

        boolean schema(String key) {
            return kept.stream()
                    .map(need -> need.startsWith(SEQUENCE) ? need.substring(SEQUENCE.length()) : need)
                    .anyMatch(need -> need.startsWith(key + "."));
        }

        boolean sequence(String key) {
            return kept.contains(SEQUENCE + key);
        }

        /** Returns the names of the columns of a table. */
        Set<String> columnsOf(String table) {
            return kept.stream()
                    .filter(need -> !need.startsWith(SEQUENCE) && need.startsWith(table + "."))
                    .map(need -> need.substring(table.length() + 1))
                    .map(need -> need.endsWith(NOT_NULL) ? need.substring(0, need.length() - NOT_NULL.length()) : need)
                    .filter(column -> !column.contains("."))
                    .collect(Collectors.toSet());
        }
    }
}
