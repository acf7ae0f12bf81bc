package dev.readiness.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Derives from pending scripts which rows their constraints do not take. Reads the scripts as one sequence, once. */
final class PendingChecks {

    private static final Set<ChangeKind> CHANGES_ROWS =
            EnumSet.of(ChangeKind.UPDATE, ChangeKind.DELETE, ChangeKind.INSERT, ChangeKind.COPY, ChangeKind.TRUNCATE);

    private static final String PRIMARY_KEY = "SELECT quote_ident(a.attname) FROM pg_index i JOIN pg_attribute a"
            + " ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)"
            + " WHERE i.indrelid = to_regclass(?) AND i.indisprimary ORDER BY array_position(i.indkey, a.attnum)";

    private static final String CONSTRAINT =
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = to_regclass(?) AND conname = ?";

    private final Connection connection;
    private final List<DataCheck> checks = new ArrayList<>();
    private final Map<String, SchemaChange> notValid = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private boolean unknown;
    private String script = "";

    private PendingChecks(Connection connection) {
        this.connection = connection;
    }

    static List<DataCheck> of(List<MigrationScript> pending, Connection connection) throws SQLException {
        PendingChecks checks = new PendingChecks(connection);
        for (MigrationScript script : pending) {
            checks.script = script.name();
            checks.unknown |= !script.name().endsWith(".sql");
            for (SqlStatement statement : SqlStatement.split(script.sql())) {
                checks.read(Recognised.of(statement));
            }
        }
        return checks.checks;
    }

    private void read(Recognised statement) throws SQLException {
        for (SchemaChange change : statement.changes()) {
            read(change);
        }
        unknown |= statement.obstacle().isPresent();
        statement.changes().stream()
                .filter(change -> CHANGES_ROWS.contains(change.kind()))
                .forEach(change -> changed.add(change.object().key()));
    }

    private void read(SchemaChange change) throws SQLException {
        String constraint = change.object().key() + " " + change.key("constraint");
        if (change.has(Trait.NOT_VALID)) {
            notValid.put(constraint, change);
            return;
        }
        if (change.kind() == ChangeKind.VALIDATE_CONSTRAINT) {
            Optional<SchemaChange> added = Optional.ofNullable(notValid.get(constraint));
            for (SchemaChange one : added.isPresent() ? List.of(added.get()) : live(change)) {
                derive(one);
            }
            return;
        }
        derive(change);
    }

    /** Returns the constraint that the database already has, but has not looked at all rows for. */
    private List<SchemaChange> live(SchemaChange validation) throws SQLException {
        String table = validation.part("table");
        List<SchemaChange> changes = new ArrayList<>();
        for (String definition : texts(CONSTRAINT, table, validation.key("constraint"))) {
            String sql = "ALTER TABLE " + table + " ADD CONSTRAINT " + validation.part("constraint") + " " + definition;
            SqlStatement.split(sql)
                    .forEach(one -> changes.addAll(Recognised.of(one).changes()));
        }
        return changes;
    }

    private void derive(SchemaChange change) throws SQLException {
        String column = change.part("column");
        switch (change.kind()) {
            case SET_NOT_NULL, ADD_NOT_NULL -> add(change, column, "r." + column + " IS NULL", "have no " + column);
            case ADD_CHECK ->
                add(
                        change,
                        change.part("constraint"),
                        "NOT (" + change.part("expression") + ")",
                        "break the check " + change.part("constraint"));
            case ADD_FOREIGN_KEY -> foreignKey(change);
            case ADD_UNIQUE -> unique(change, change.part("columns"), "");
            case ADD_PRIMARY_KEY -> primaryKey(change);
            case CREATE_INDEX -> {
                if (change.has(Trait.UNIQUE)) {
                    index(change);
                }
            }
            case ADD_COLUMN -> {
                boolean filled = change.has(Trait.DEFAULT)
                        || change.has(Trait.SERIAL)
                        || change.has(Trait.IDENTITY)
                        || change.has(Trait.GENERATED);
                if (change.has(Trait.NOT_NULL) && !filled) {
                    add(change, column, "true", "would have no " + column + ", which has no default");
                }
            }
            case ALTER_COLUMN_TYPE -> {
                Optional<DataCheck> check = CastCheck.of(change, script, connection);
                check.ifPresent(this::add);
            }
            default -> {
                // takes all rows
            }
        }
    }

    private void foreignKey(SchemaChange change) throws SQLException {
        List<String> columns = columns(change.part("columns"));
        List<String> referenced = change.part("referencedColumns").isEmpty()
                ? texts(PRIMARY_KEY, change.part("referenced"))
                : columns(change.part("referencedColumns"));
        String name = String.join(",", columns);
        String problem = "refer to nothing in " + change.part("referenced") + " by " + name;
        if (columns.size() != referenced.size()) {
            add(check(change, name, "false", problem).doubting(change.part("referenced") + " has no such key yet"));
            return;
        }
        StringBuilder equal = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            equal.append(i == 0 ? "" : " AND ").append("f." + referenced.get(i) + " = r." + columns.get(i));
        }
        add(
                change,
                name,
                present(columns) + " AND NOT EXISTS (SELECT FROM " + change.part("referenced") + " f WHERE " + equal
                        + ")",
                problem);
    }

    private void primaryKey(SchemaChange change) throws SQLException {
        if (change.part("columns").isEmpty()) {
            return; // USING INDEX: the index has seen all rows
        }
        for (String column : columns(change.part("columns"))) {
            add(change, column, "r." + column + " IS NULL", "have no " + column);
        }
        unique(change, change.part("columns"), "");
    }

    private void index(SchemaChange change) throws SQLException {
        String rest = change.part("definition");
        String after = rest.substring(rest.indexOf("(" + change.part("columns") + ")")
                + change.part("columns").length()
                + 2);
        String where = after.toUpperCase(java.util.Locale.ROOT).contains("WHERE")
                ? after.substring(after.toUpperCase(java.util.Locale.ROOT).indexOf("WHERE") + 5)
                : "";
        boolean plain = columns(change.part("columns")).stream().allMatch(key -> key.matches("\"[^\"]+\"|\\w+"));
        if (plain && !after.toUpperCase(java.util.Locale.ROOT).contains("NULLS NOT")) {
            unique(change, change.part("columns"), where);
        } else {
            String name = change.part("index");
            add(check(change, name, "false", "")
                    .doubting("the keys of the unique index " + name + " are no plain columns"));
        }
    }

    /** All rows but one of those that have the same values. */
    private void unique(SchemaChange change, String list, String condition) throws SQLException {
        if (list.isEmpty()) {
            return; // USING INDEX: the index has seen all rows
        }
        List<String> columns = columns(list);
        List<String> key = texts(PRIMARY_KEY, change.part("table"));
        String order = key.isEmpty() ? "ctid" : String.join(", ", key);
        String where = columns.stream().map(column -> column + " IS NOT NULL").collect(Collectors.joining(" AND "))
                + (condition.isBlank() ? "" : " AND (" + condition + ")");
        add(
                change,
                String.join(",", columns),
                "(r.tableoid, r.ctid) IN (SELECT d.tableoid, d.ctid FROM (SELECT tableoid, ctid, row_number() OVER"
                        + " (PARTITION BY " + list + " ORDER BY " + order + ") AS n FROM " + change.part("table")
                        + " WHERE "
                        + where + ") d WHERE d.n > 1)",
                "repeat the " + String.join(", ", columns) + " of another");
    }

    private static String present(List<String> columns) {
        return columns.stream().map(column -> "r." + column + " IS NOT NULL").collect(Collectors.joining(" AND "));
    }

    static List<String> columns(String list) {
        List<String> columns = new ArrayList<>();
        SqlReader reader = new SqlReader(list, SqlTokens.of(list).tokens());
        while (!reader.atEnd()) {
            columns.add(reader.expression(Set.of()).rest());
            reader.accept(",");
        }
        return columns;
    }

    private void add(SchemaChange change, String name, String where, String problem) {
        add(check(change, name, where, problem));
    }

    private DataCheck check(SchemaChange change, String name, String where, String problem) {
        return new DataCheck(
                change.object().key() + "." + name.replace("\"", ""), script, change.part("table"), where, problem, "");
    }

    private void add(DataCheck check) {
        SqlReader reader =
                new SqlReader(check.table(), SqlTokens.of(check.table()).tokens());
        if (!check.doubt().isEmpty()) {
            checks.add(check);
        } else if (changed.contains(reader.name().key())) {
            checks.add(check.doubting("an earlier pending statement changes rows of " + check.table()));
        } else if (unknown) {
            checks.add(check.doubting("an earlier pending statement is not understood"));
        } else {
            checks.add(check);
        }
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }
}
