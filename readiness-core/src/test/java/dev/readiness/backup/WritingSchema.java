package dev.readiness.backup;

import dev.readiness.PostgresSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import javax.sql.DataSource;

/** Has somebody else write rows once the snapshot is taken. */
record WritingSchema(DataSource live) implements SchemaReader {

    @Override
    public SchemaText read(Connection connection) throws SQLException {
        TestPostgres.execute(live, "INSERT INTO a VALUES (7); INSERT INTO b VALUES (8)");
        return new PostgresSchema().read(connection);
    }

    @Override
    public List<String> differences(SortedMap<String, String> facts, Connection restored) throws SQLException {
        return new PostgresSchema().differences(facts, restored);
    }
}
