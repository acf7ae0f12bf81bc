package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code CREATE TABLE}: the table first, then each of its columns and constraints. */
final class CreateTableForms {

    private CreateTableForms() {}

    static List<SchemaChange> read(SqlReader reader) {
        reader.acceptOneOf("GLOBAL", "LOCAL");
        boolean temporary = reader.acceptOneOf("TEMPORARY", "TEMP");
        boolean unlogged = reader.accept("UNLOGGED");
        reader.expect("TABLE");
        boolean ifNotExists = reader.ifNotExists();
        SqlName table = reader.name();
        SchemaChange change = SchemaChange.of(kind(reader), table)
                .with(temporary, Trait.TEMPORARY)
                .with(unlogged, Trait.UNLOGGED)
                .with(ifNotExists, Trait.IF_NOT_EXISTS);
        List<SchemaChange> changes = new ArrayList<>(List.of(change));
        if (change.kind() == ChangeKind.CREATE_TABLE_AS) {
            fromQuery(reader, change);
            return changes;
        }
        if (change.kind() == ChangeKind.CREATE_PARTITION) {
            reader.expect("PARTITION", "OF");
            SqlName parent = reader.name();
            change.part("parent", parent.spelled()).part("parentKey", parent.key());
        }
        if (reader.at("(")) {
            elements(reader.inParentheses(), table, changes);
        }
        options(reader, change);
        return changes;
    }

    /** Reads {@code SELECT … INTO table}'s twin; what its query calls must be known. */
    private static void fromQuery(SqlReader reader, SchemaChange change) {
        DataForms.calls(reader);
        if (reader.leftHas("EXECUTE")) {
            throw new SqlReader.NotUnderstood("it runs a prepared statement");
        }
        change.with(Trait.FROM_QUERY);
        reader.rest();
    }

    private static ChangeKind kind(SqlReader reader) {
        if (reader.at("PARTITION", "OF")) {
            return ChangeKind.CREATE_PARTITION;
        }
        boolean list = reader.at("(");
        boolean query = reader.at("AS") || (!list && reader.leftHas("AS") && !reader.at("OF"));
        return query ? ChangeKind.CREATE_TABLE_AS : ChangeKind.CREATE_TABLE;
    }

    private static void elements(SqlReader reader, SqlName table, List<SchemaChange> changes) {
        while (!reader.atEnd()) {
            if (reader.accept("LIKE")) {
                SqlName source = reader.name();
                changes.get(0).part("likeKey", source.key());
                boolean more = true;
                while (more) {
                    more = reader.acceptOneOf("INCLUDING", "EXCLUDING");
                    if (more) {
                        reader.next();
                    }
                }
            } else if (TableConstraint.startsAt(reader)) {
                changes.add(TableConstraint.read(reader, table).with(Trait.NEW));
            } else {
                SchemaChange column =
                        SchemaChange.of(ChangeKind.ADD_COLUMN, table).with(Trait.NEW);
                ColumnDefinition.read(reader, column);
                changes.add(column);
            }
            if (!reader.accept(",")) {
                reader.end();
            }
        }
    }

    private static final Set<String> ENDS =
            Set.of("WITH", "TABLESPACE", "ON", "PARTITION", "USING", "INHERITS", "WITHOUT");

    private static void options(SqlReader reader, SchemaChange change) {
        while (!reader.atEnd()) {
            if (reader.accept("INHERITS")) {
                change.part("inherits", reader.parenthesised());
            } else if (reader.accept("PARTITION", "BY")) {
                change.with(Trait.PARTITIONED);
                reader.next();
                reader.parenthesised();
            } else if (reader.accept("FOR", "VALUES")) {
                while (!reader.atEnd() && !reader.atOneOf(ENDS)) {
                    value(reader);
                }
                if (reader.at("WITH", "(")) {
                    reader.next();
                    reader.parenthesised();
                }
            } else if (reader.accept("DEFAULT")) {
                change.with(Trait.DEFAULT_PARTITION);
            } else if (reader.accept("WITH")) {
                reader.parenthesised();
            } else if (reader.accept("WITHOUT")) {
                reader.expect("OIDS");
            } else if (reader.acceptOneOf("TABLESPACE", "USING")) {
                reader.name();
            } else {
                reader.expect("ON", "COMMIT");
                if (!reader.accept("DROP")) {
                    reader.next();
                    reader.expect("ROWS");
                }
            }
        }
    }

    private static void value(SqlReader reader) {
        if (reader.at("(")) {
            reader.parenthesised();
        } else {
            reader.next();
        }
    }
}
