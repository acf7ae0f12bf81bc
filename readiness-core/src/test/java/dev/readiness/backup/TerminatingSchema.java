package dev.readiness.backup;

import dev.readiness.PostgresSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/** Takes the database away in the middle of a backup. */
record TerminatingSchema(TestPostgres postgres, String database) implements SchemaReader {

    @Override
    public SchemaText read(Connection connection) throws SQLException {
        SchemaText text = new PostgresSchema().read(connection);
        postgres.terminateOthers(database);
        return text;
    }

    @Override
    public List<String> differences(SortedMap<String, String> facts, Connection restored) {
        return List.of();
    }
}
