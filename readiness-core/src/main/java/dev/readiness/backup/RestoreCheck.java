package dev.readiness.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** Something that must hold in a restored database before the restore counts as tested. */
@FunctionalInterface
public interface RestoreCheck {

    /**
     * Returns what does not hold, one line each; empty if everything does. Lines are kept as evidence, so they hold no data.
     *
     * @param restored the restored database, which is dropped afterwards
     * @throws Exception if it cannot be found out, which counts as a problem
     */
    List<String> problems(DataSource restored) throws Exception;

    /**
     * Returns a check that holds if {@code sql} returns no row.
     *
     * @param name what is claimed, for messages, like {@code every invoice has a customer}
     * @param sql a query for what contradicts it
     */
    static RestoreCheck noRows(String name, String sql) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sql, "sql");
        return restored -> {
            try (Connection connection = restored.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return rows.next() ? List.of("'" + name + "' does not hold: the query finds rows") : List.of();
            }
        };
    }
}
