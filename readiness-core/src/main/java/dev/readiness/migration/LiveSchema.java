package dev.readiness.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.OptionalLong;

/** Reads from PostgreSQL's catalogs what the lint needs of a live schema. */
final class LiveSchema {

    private static final String NOT_SYSTEM =
            " n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%' ";

    /** The schema in which names are looked for first is left out. */
    private static final String HOME = "<home>";

    private static final String KEY = "CASE WHEN n.nspname = '" + HOME + "' THEN '' ELSE n.nspname || '.' END || ";

    /** A table that was never analysed has no estimate; one that has pages has rows. */
    private static final String TABLES = "SELECT " + KEY + "c.relname, c.relkind = 'p',"
            + " EXISTS (SELECT FROM pg_partitioned_table p WHERE p.partrelid = c.oid AND p.partdefid <> 0),"
            + " EXISTS (SELECT FROM pg_policy y WHERE y.polrelid = c.oid),"
            + " greatest(c.reltuples, s.n_live_tup, 0)::bigint, pg_relation_size(c.oid)"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid"
            + " WHERE c.relkind IN ('r', 'p') AND" + NOT_SYSTEM;

    private static final String COLUMNS = "SELECT " + KEY + "c.relname, a.attname,"
            + " format_type(a.atttypid, a.atttypmod), a.attnotnull"
            + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND" + NOT_SYSTEM
            + " ORDER BY a.attrelid, a.attnum";

    private static final String CHECKS = "SELECT " + KEY + "c.relname, k.conname,"
            + " pg_get_expr(k.conbin, k.conrelid), k.convalidated"
            + " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE k.contype = 'c' AND" + NOT_SYSTEM;

    private static final String INDEXES = "SELECT " + KEY + "x.relname, " + KEY + "c.relname,"
            + " (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, true), ', ' ORDER BY k)"
            + " FROM generate_series(1, i.indnkeyatts) k), CASE WHEN i.indpred IS NULL AND i.indexprs IS NULL THEN ''"
            + " ELSE pg_get_indexdef(i.indexrelid) END"
            + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE" + NOT_SYSTEM;

    private static final String TYPES = "SELECT " + KEY + "t.typname, t.typtype = 'd' AND (t.typnotnull OR"
            + " EXISTS (SELECT FROM pg_constraint k WHERE k.contypid = t.oid))"
            + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
            + " WHERE t.typtype IN ('e', 'd', 'r', 'c', 'b') AND t.typelem = 0 AND" + NOT_SYSTEM;

    private static final String VIEWS = "SELECT 'view ', " + KEY + "c.relname, a.attname FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid"
            + " WHERE c.relkind IN ('v', 'm') AND a.attnum > 0 AND" + NOT_SYSTEM + " ORDER BY c.oid, a.attnum";

    private static final String FUNCTIONS = "SELECT 'function ', " + KEY + "p.proname FROM pg_proc p"
            + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE" + NOT_SYSTEM;

    private static final long WORTH_COUNTING = 1 << 20;

    private LiveSchema() {}

    /** Replaces what {@code schema} says of the tables that the database has. */
    static void read(Connection connection, KnownSchema schema) throws SQLException {
        schema.tables.clear();
        schema.views.clear();
        String home = schema.home.replace("'", "''");
        try (Statement statement = connection.createStatement()) {
            each(statement, TABLES.replace(HOME, home), row -> {
                KnownSchema.Table table = new KnownSchema.Table();
                table.partitioned = row.getBoolean(2);
                table.defaultPartition = row.getBoolean(3);
                table.policy = row.getBoolean(4);
                boolean unknown = (row.getLong(5) == 0 && row.getLong(6) > WORTH_COUNTING) || table.partitioned;
                table.rows = unknown ? OptionalLong.empty() : OptionalLong.of(row.getLong(5));
                schema.tables.put(row.getString(1), table);
            });
            each(statement, COLUMNS.replace(HOME, home), row -> {
                KnownSchema.Column column =
                        new KnownSchema.Column(SqlType.of(row.getString(3)), row.getBoolean(4), false);
                schema.table(row.getString(1)).orElseThrow().columns.put(row.getString(2), column);
            });
            each(
                    statement,
                    CHECKS.replace(HOME, home),
                    row -> schema.table(row.getString(1))
                            .orElseThrow()
                            .checks
                            .put(row.getString(2), new KnownSchema.Check(row.getString(3), row.getBoolean(4))));
            each(
                    statement,
                    INDEXES.replace(HOME, home),
                    row -> schema.indexes.put(
                            row.getString(1),
                            new KnownSchema.Index(row.getString(2), row.getString(3), row.getString(4), false)));
            each(
                    statement,
                    TYPES.replace(HOME, home),
                    row -> schema.types.put(
                            row.getString(1),
                            row.getBoolean(2) ? KnownSchema.TypeKind.CONSTRAINED_DOMAIN : KnownSchema.TypeKind.PLAIN));
            readReplaceable(statement, schema, home);
        }
    }

    /** Reads what can be made anew although it is in use. */
    private static void readReplaceable(Statement statement, KnownSchema schema, String home) throws SQLException {
        each(statement, VIEWS.replace(HOME, home), row -> {
            schema.existing.add(row.getString(1) + row.getString(2));
            schema.views
                    .computeIfAbsent(row.getString(2), view -> new ArrayList<>())
                    .add(row.getString(3));
        });
        each(statement, FUNCTIONS.replace(HOME, home), row -> schema.existing.add(row.getString(1) + row.getString(2)));
    }

    private static void each(Statement statement, String sql, Row action) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                action.read(rows);
            }
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
