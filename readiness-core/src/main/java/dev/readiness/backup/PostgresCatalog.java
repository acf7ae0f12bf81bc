package dev.readiness.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** What a connection to PostgreSQL shows of tables, rows and sequences, always written in the same way. */
final class PostgresCatalog {

    /** Everything that decides how PostgreSQL writes a value. Ends with the transaction. */
    private static final String SETTINGS = """
            SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = 0;
            SET LOCAL row_security = off; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
            SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex';
            SET LOCAL lc_monetary = 'C'; SET LOCAL xmloption = content; SET LOCAL quote_all_identifiers = off""";

    private static final String OWN = " n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
            + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')";

    private static final String NAME = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)";

    private static final String FROM = " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE";

    private static final String TABLES =
            "SELECT " + NAME + ", coalesce((SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
                    + " FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''), '')"
                    + FROM + " c.relkind = 'r' AND c.relpersistence <> 't' AND" + OWN + " ORDER BY 1";

    /** With the greatest value of the column that the sequence belongs to, which it must not fall behind. */
    private static final String SEQUENCES =
            "SELECT " + NAME + ", coalesce((SELECT format('(SELECT max(%I) FROM %s)', a.attname, d.refobjid::regclass)"
                    + " FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
                    + " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')"
                    + " AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)), 'NULL')"
                    + FROM + " c.relkind = 'S' AND c.relpersistence <> 't' AND" + OWN + " ORDER BY 1";

    private static final String LEFT_OUT = """
            SELECT 'table ' || c.oid::regclass || ' (it belongs to an extension)', '' FROM pg_class c
            JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e' WHERE c.relkind = 'r'
            UNION ALL
            SELECT 'foreign table ' || c.oid::regclass || ' (its rows are elsewhere)', '' FROM pg_class c WHERE c.relkind = 'f'
            ORDER BY 1""";

    private static final String LARGE_OBJECTS = "SELECT count(*)::text, '' FROM pg_largeobject_metadata";

    private static final String DATABASE =
            "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()";

    private static final String CURRENT_SCHEMA =
            "SELECT quote_ident(coalesce(current_schema(), 'public')), current_setting('server_version')";

    private static final String OBJECTS =
            "SELECT " + NAME + ", ''" + FROM + " c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND" + OWN + " LIMIT 1";

    private static final String MATERIALIZED =
            "SELECT " + NAME + ", ''" + FROM + " c.relkind = 'm' AND" + OWN + " ORDER BY c.oid";

    private final Connection connection;

    PostgresCatalog(Connection connection) {
        this.connection = connection;
    }

    void settle() throws SQLException {
        execute(SETTINGS);
    }

    /** Returns each table with its columns. */
    List<TableContent> tables() throws SQLException {
        return rows(TABLES).stream()
                .map(row -> new TableContent(row[0], row[1], 0, ""))
                .toList();
    }

    /** Reads a table once. */
    TableContent content(TableContent table, RowWriter out) throws SQLException, IOException {
        String columns = table.columns().isEmpty() ? "" : " (" + table.columns() + ")";
        ContentHash hash = new ContentHash();
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY " + table.name() + columns + " TO STDOUT");
        try {
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                hash.add(row, 0, row.length);
                out.write(row);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return new TableContent(table.name(), table.columns(), hash.rows(), hash.hex());
    }

    /** Returns the state of each sequence: its last value, whether that was given out, and whether its column is beyond it. */
    SortedMap<String, String> sequences() throws SQLException {
        SortedMap<String, String> states = new TreeMap<>();
        for (String[] sequence : rows(SEQUENCES)) {
            String[] state = rows("SELECT last_value || ' ' || is_called," + " CASE WHEN " + sequence[1]
                            + " > last_value THEN 'behind' ELSE 'ahead' END FROM " + sequence[0])
                    .get(0);
            states.put(sequence[0], state[0] + " " + state[1]);
        }
        return states;
    }

    SortedMap<String, String> settings() throws SQLException {
        SortedMap<String, String> settings = new TreeMap<>();
        String[] database = rows(DATABASE).get(0);
        settings.put(BackupManifest.ENCODING, database[0]);
        settings.put(BackupManifest.COLLATION, database[1]);
        settings.put(BackupManifest.SCHEMA, rows(CURRENT_SCHEMA).get(0)[0]);
        return settings;
    }

    String serverVersion() throws SQLException {
        return rows(CURRENT_SCHEMA).get(0)[1];
    }

    List<String> leftOut() throws SQLException {
        return rows(LEFT_OUT).stream().map(row -> row[0]).toList();
    }

    long largeObjects() throws SQLException {
        return Long.parseLong(rows(LARGE_OBJECTS).get(0)[0]);
    }

    /** Returns one thing that is in the database, if anything is. */
    List<String> anything() throws SQLException {
        return rows(OBJECTS).stream().map(row -> row[0]).toList();
    }

    List<String> materializedViews() throws SQLException {
        return rows(MATERIALIZED).stream().map(row -> row[0]).toList();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // What looks like an escape of JDBC is part of a definition.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private List<String[]> rows(String sql) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(new String[] {result.getString(1), result.getString(2)});
            }
        }
        return rows;
    }

    /** Takes the rows of a table. */
    @FunctionalInterface
    interface RowWriter {

        /** Takes one row, with the line feed behind it. */
        void write(byte[] row) throws IOException;
    }
}
