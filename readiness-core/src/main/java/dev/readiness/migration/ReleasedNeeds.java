package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables and columns that the release which runs now needs, kept in the database, so that the next release does not take them
 * away while the former still runs, or could not be brought back. What goes has to go one release later. For PostgreSQL. Safe for
 * use by many threads.
 */
public final class ReleasedNeeds {

    private static final Set<ChangeKind> GONE = EnumSet.of(
            ChangeKind.DROP_TABLE,
            ChangeKind.DROP_VIEW,
            ChangeKind.RENAME_TABLE,
            ChangeKind.RENAME_VIEW,
            ChangeKind.MOVE_TO_SCHEMA,
            ChangeKind.DROP_SCHEMA,
            ChangeKind.RENAME_SCHEMA);

    private static final Set<ChangeKind> COLUMN_GONE = EnumSet.of(ChangeKind.DROP_COLUMN, ChangeKind.RENAME_COLUMN);

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
     * @param columns each as {@code table.column} or {@code schema.table.column}, in quotes where SQL needs them
     * @throws SafeMigrationException if the database is another than PostgreSQL
     * @throws SQLException if the database does not answer
     */
    public void keep(Set<String> columns) throws SQLException {
        Set<String> keys = columns.stream().map(ReleasedNeeds::key).collect(Collectors.toCollection(TreeSet::new));
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("PostgreSQL")) {
                throw new SafeMigrationException("What a release needs is kept in PostgreSQL only, and this is "
                        + product + "; remove readiness.migration.run.keep-released.");
            }
            if (!SchemaRecord.needs(connection).equals(keys)) {
                SchemaRecord.writeNeeds(connection, keys);
            }
        }
    }

    /** Returns why pending scripts break the release that runs, one sentence for each statement. */
    List<String> broken(Flyway flyway) throws SQLException {
        Set<String> needs;
        try (Connection connection = dataSource.getConnection()) {
            needs = SchemaRecord.needs(connection);
        }
        List<String> broken = new ArrayList<>();
        if (needs.isEmpty()) {
            return broken;
        }
        PendingScripts scripts = new PendingScripts(flyway.getConfiguration());
        for (String name : Migrations.of(flyway).state().pending()) {
            for (MigrationScript script :
                    name.endsWith(".sql") ? scripts.read(List.of(name)) : List.<MigrationScript>of()) {
                for (SqlStatement statement : SqlStatement.split(script.sql())) {
                    Recognised.of(statement).changes().stream()
                            .filter(change -> breaks(change, needs))
                            .forEach(change -> broken.add(script.name() + ":" + statement.line() + ": "
                                    + SafeVersion.summary(statement.text())));
                }
            }
        }
        return broken;
    }

    private static boolean breaks(SchemaChange change, Set<String> needs) {
        String object = change.object().key();
        if (COLUMN_GONE.contains(change.kind())) {
            return needs.contains(object + "." + change.key("column"));
        }
        boolean table = needs.stream().anyMatch(need -> need.startsWith(object + "."));
        boolean refusesRows = change.kind() == ChangeKind.ADD_COLUMN
                && change.has(Trait.NOT_NULL)
                && !change.has(Trait.DEFAULT)
                && !change.has(Trait.SERIAL)
                && !change.has(Trait.IDENTITY)
                && !change.has(Trait.GENERATED);
        return table && (GONE.contains(change.kind()) || refusesRows);
    }

    /** Returns the name as the changes of scripts have it: folded, without {@code public}. */
    private static String key(String column) {
        String key = SqlTokens.of(column).tokens().stream()
                .filter(SqlToken::isName)
                .map(SqlToken::folded)
                .collect(Collectors.joining("."));
        return key.startsWith("public.") && key.indexOf('.', 7) > 0 ? key.substring(7) : key;
    }
}
