package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code ALTER TABLE}, action by action. */
final class AlterTableForms {

    private AlterTableForms() {}

    static List<SchemaChange> read(SqlReader reader) {
        if (reader.accept("ALL", "IN", "TABLESPACE")) {
            reader.rest();
            return List.of(SchemaChange.of(ChangeKind.SET_TABLESPACE));
        }
        boolean ifExists = reader.ifExists();
        reader.accept("ONLY");
        SqlName table = reader.name();
        reader.accept("*");
        List<SchemaChange> changes = new ArrayList<>();
        do {
            SchemaChange change = action(reader, table);
            changes.add(change.with(ifExists, Trait.IF_EXISTS));
        } while (reader.accept(","));
        reader.end();
        return changes;
    }

    private static SchemaChange action(SqlReader reader, SqlName table) {
        if (reader.accept("ADD")) {
            return add(reader, table);
        }
        if (reader.accept("DROP")) {
            return drop(reader, table);
        }
        if (reader.accept("ALTER", "CONSTRAINT")) {
            SchemaChange change = named(ChangeKind.ALTER_CONSTRAINT, table, "constraint", reader);
            reader.rest();
            return change;
        }
        if (reader.accept("ALTER")) {
            reader.accept("COLUMN");
            return AlterColumnForms.read(reader, table);
        }
        if (reader.accept("RENAME")) {
            return rename(reader, table);
        }
        if (reader.accept("VALIDATE", "CONSTRAINT")) {
            return named(ChangeKind.VALIDATE_CONSTRAINT, table, "constraint", reader);
        }
        if (reader.accept("SET")) {
            return set(reader, table);
        }
        return other(reader, table);
    }

    private static SchemaChange add(SqlReader reader, SqlName table) {
        if (TableConstraint.startsAt(reader) || reader.at("NOT", "NULL")) {
            return TableConstraint.read(reader, table);
        }
        reader.accept("COLUMN");
        SchemaChange change = SchemaChange.of(ChangeKind.ADD_COLUMN, table);
        change.with(reader.ifNotExists(), Trait.IF_NOT_EXISTS);
        ColumnDefinition.read(reader, change);
        return change;
    }

    private static SchemaChange drop(SqlReader reader, SqlName table) {
        ChangeKind kind = reader.accept("CONSTRAINT") ? ChangeKind.DROP_CONSTRAINT : ChangeKind.DROP_COLUMN;
        if (kind == ChangeKind.DROP_COLUMN) {
            reader.accept("COLUMN");
        }
        boolean ifExists = reader.ifExists();
        SchemaChange change = named(kind, table, kind == ChangeKind.DROP_COLUMN ? "column" : "constraint", reader);
        return change.with(ifExists, Trait.IF_EXISTS).with(reader.cascade(), Trait.CASCADE);
    }

    private static SchemaChange rename(SqlReader reader, SqlName table) {
        if (reader.accept("TO")) {
            return named(ChangeKind.RENAME_TABLE, table, "new", reader);
        }
        boolean constraint = reader.accept("CONSTRAINT");
        if (!constraint) {
            reader.accept("COLUMN");
        }
        SchemaChange change = constraint
                ? named(ChangeKind.RENAME_CONSTRAINT, table, "constraint", reader)
                : named(ChangeKind.RENAME_COLUMN, table, "column", reader);
        reader.expect("TO");
        return change.part("new", reader.name().spelled());
    }

    private static SchemaChange set(SqlReader reader, SqlName table) {
        if (reader.accept("SCHEMA")) {
            return named(ChangeKind.MOVE_TO_SCHEMA, table, "new", reader);
        }
        if (reader.accept("TABLESPACE")) {
            return named(ChangeKind.SET_TABLESPACE, table, "new", reader);
        }
        if (reader.accept("LOGGED")) {
            return SchemaChange.of(ChangeKind.SET_LOGGED, table);
        }
        if (reader.accept("UNLOGGED")) {
            return SchemaChange.of(ChangeKind.SET_UNLOGGED, table).with(Trait.UNLOGGED);
        }
        if (reader.accept("ACCESS", "METHOD")) {
            return named(ChangeKind.SET_ACCESS_METHOD, table, "new", reader);
        }
        if (reader.accept("WITHOUT", "CLUSTER")) {
            return SchemaChange.of(ChangeKind.TABLE_OPTION, table);
        }
        reader.parenthesised();
        return SchemaChange.of(ChangeKind.TABLE_OPTION, table);
    }

    private static SchemaChange other(SqlReader reader, SqlName table) {
        if (reader.accept("RESET")) {
            reader.parenthesised();
            return SchemaChange.of(ChangeKind.TABLE_OPTION, table);
        }
        if (reader.accept("CLUSTER", "ON")) {
            return named(ChangeKind.TABLE_OPTION, table, "index", reader);
        }
        if (reader.accept("OWNER", "TO") || reader.accept("OF")) {
            return named(ChangeKind.TABLE_MOMENT, table, "new", reader);
        }
        if (reader.acceptOneOf("INHERIT")) {
            return named(ChangeKind.TABLE_MOMENT, table, "parent", reader);
        }
        if (reader.accept("NO", "INHERIT")) {
            return named(ChangeKind.TABLE_MOMENT, table, "parent", reader);
        }
        if (reader.accept("NOT", "OF")) {
            return SchemaChange.of(ChangeKind.TABLE_MOMENT, table);
        }
        if (reader.accept("REPLICA", "IDENTITY")) {
            reader.rest();
            return SchemaChange.of(ChangeKind.TABLE_MOMENT, table);
        }
        if (reader.accept("ATTACH", "PARTITION")) {
            SchemaChange change = SchemaChange.of(ChangeKind.ATTACH_PARTITION, table);
            SqlName partition = reader.name();
            change.part("partition", partition.spelled()).part("partitionKey", partition.key());
            return change.part("bounds", reader.rest());
        }
        if (reader.accept("DETACH", "PARTITION")) {
            SchemaChange change = named(ChangeKind.DETACH_PARTITION, table, "partition", reader);
            change.with(reader.accept("CONCURRENTLY"), Trait.CONCURRENTLY);
            reader.accept("FINALIZE");
            return change;
        }
        return switched(reader, table);
    }

    /** Reads ENABLE and DISABLE, and the two forms of row level security. */
    private static SchemaChange switched(SqlReader reader, SqlName table) {
        if (reader.acceptOneOf("FORCE") || reader.accept("NO", "FORCE")) {
            reader.expect("ROW", "LEVEL", "SECURITY");
            return SchemaChange.of(ChangeKind.TABLE_MOMENT, table);
        }
        boolean enable = reader.accept("ENABLE");
        if (!enable) {
            reader.expect("DISABLE");
        }
        if (reader.accept("ROW", "LEVEL", "SECURITY")) {
            return SchemaChange.of(enable ? ChangeKind.ENABLE_ROW_SECURITY : ChangeKind.TABLE_MOMENT, table);
        }
        reader.acceptOneOf("REPLICA", "ALWAYS");
        boolean trigger = reader.accept("TRIGGER");
        if (!trigger) {
            reader.expect("RULE");
        }
        reader.name();
        return SchemaChange.of(enable || !trigger ? ChangeKind.TABLE_MOMENT : ChangeKind.DISABLE_TRIGGERS, table);
    }

    private static SchemaChange named(ChangeKind kind, SqlName table, String part, SqlReader reader) {
        return SchemaChange.of(kind, table).part(part, reader.name().spelled());
    }
}
