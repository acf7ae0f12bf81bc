package dev.readiness.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The table in which a migration tool keeps what it has applied. */
final class HistoryTable {

    private static final Set<String> NAMES = Set.of("flyway_schema_history", "databasechangelog");

    /** Databases disagree on the word. */
    private static final String[] TABLE_TYPES = {"TABLE", "BASE TABLE"};

    private HistoryTable() {}

    /**
     * Returns the name of a history table in the schema of {@code dataSource}, if it has one under its usual name.
     *
     * @throws SQLException if the database does not answer
     */
    static Optional<String> findIn(DataSource dataSource) throws SQLException {
        try (Connection connection = DatabaseLocation.connect(dataSource);
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", TABLE_TYPES)) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
                    return Optional.of(name);
                }
            }
            return Optional.empty();
        }
    }
}
