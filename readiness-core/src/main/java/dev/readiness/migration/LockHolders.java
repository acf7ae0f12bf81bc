package dev.readiness.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** Says which sessions of PostgreSQL hold locks on tables, the one that does so longest first. */
final class LockHolders {

    private static final String QUERY = "SELECT DISTINCT a.pid, a.application_name,"
            + " extract(epoch FROM now() - a.xact_start)::bigint AS seconds, a.state"
            + " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
            + " WHERE l.granted AND l.relation = to_regclass(?) AND a.pid <> pg_backend_pid()"
            + " ORDER BY seconds DESC LIMIT 3";

    private LockHolders() {}

    static String of(DataSource dataSource, Set<String> tables) {
        StringJoiner holders =
                new StringJoiner("; ", "Held by ", ".").setEmptyValue("Who held it has ended meanwhile.");
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            for (String table : tables) {
                statement.setString(1, table);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        holders.add("session " + rows.getLong(1) + " ('" + rows.getString(2) + "', " + rows.getString(4)
                                + ", in a transaction for " + rows.getLong(3) + " s)");
                    }
                }
            }
            return holders.toString();
        } catch (SQLException ex) {
            return "Who holds it could not be seen.";
        }
    }
}
