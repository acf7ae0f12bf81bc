package dev.readiness;

import dev.readiness.backup.SchemaReader;
import dev.readiness.backup.SchemaText;
import dev.readiness.migration.SchemaDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Lets backups write down a schema as the bootstrap of migrations does. It stands here because neither knows the other. Needs no
 * Flyway; safe for use by many threads.
 */
public final class PostgresSchema implements SchemaReader {

    /** Creates a reader. */
    public PostgresSchema() {}

    @Override
    public SchemaText read(Connection connection) throws SQLException {
        SchemaDefinition definition = SchemaDefinition.read(connection);
        List<String> leftOut = new ArrayList<>();
        definition.leftOut().forEach((what, why) -> leftOut.add(what + " (" + why + ")"));
        return new SchemaText(definition.beforeRows(), definition.afterRows(), definition.facts(), leftOut);
    }

    @Override
    public List<String> differences(SortedMap<String, String> facts, Connection restored) throws SQLException {
        return SchemaDefinition.differences(facts, restored);
    }
}
