package dev.readiness.migration;

import java.util.Set;

/** Reads {@code ALTER COLUMN}. */
final class AlterColumnForms {

    private AlterColumnForms() {}

    static SchemaChange read(SqlReader reader, SqlName table) {
        String column = reader.name().spelled();
        return action(reader, table).part("column", column);
    }

    private static SchemaChange action(SqlReader reader, SqlName table) {
        if (reader.accept("SET", "DATA", "TYPE") || reader.accept("TYPE")) {
            return type(reader, table);
        }
        if (reader.accept("SET", "NOT", "NULL")) {
            return SchemaChange.of(ChangeKind.SET_NOT_NULL, table);
        }
        if (reader.accept("DROP", "NOT", "NULL")) {
            return SchemaChange.of(ChangeKind.DROP_NOT_NULL, table);
        }
        if (reader.accept("SET", "DEFAULT")) {
            SchemaChange change = SchemaChange.of(ChangeKind.SET_DEFAULT, table);
            change.part("default", reader.expression(Set.of()).rest());
            return change;
        }
        if (reader.accept("DROP", "DEFAULT")) {
            return SchemaChange.of(ChangeKind.DROP_DEFAULT, table);
        }
        if (reader.accept("SET", "EXPRESSION", "AS")) {
            reader.parenthesised();
            return SchemaChange.of(ChangeKind.SET_EXPRESSION, table);
        }
        if (reader.accept("DROP", "EXPRESSION")) {
            return SchemaChange.of(ChangeKind.DROP_EXPRESSION, table).with(reader.ifExists(), Trait.IF_EXISTS);
        }
        if (reader.accept("DROP", "IDENTITY")) {
            return SchemaChange.of(ChangeKind.ALTER_IDENTITY, table).with(reader.ifExists(), Trait.IF_EXISTS);
        }
        if (reader.at("ADD", "GENERATED") || reader.at("SET", "GENERATED") || reader.at("RESTART")) {
            return identity(reader, table);
        }
        return option(reader, table);
    }

    private static SchemaChange type(SqlReader reader, SqlName table) {
        SchemaChange change = SchemaChange.of(ChangeKind.ALTER_COLUMN_TYPE, table);
        change.part("type", SqlType.read(reader).spelled());
        if (reader.accept("COLLATE")) {
            change.with(Trait.USING).part("using", "COLLATE " + reader.name().spelled());
        }
        if (reader.accept("USING")) {
            change.with(Trait.USING).part("using", reader.expression(Set.of()).rest());
        }
        return change;
    }

    private static SchemaChange identity(SqlReader reader, SqlName table) {
        while (!reader.atEnd() && !reader.at(",")) {
            if (reader.at("(")) {
                reader.parenthesised();
            } else {
                reader.next();
            }
        }
        return SchemaChange.of(ChangeKind.ALTER_IDENTITY, table);
    }

    private static SchemaChange option(SqlReader reader, SqlName table) {
        if (reader.accept("SET", "STATISTICS")) {
            reader.accept("-");
            reader.next();
            return SchemaChange.of(ChangeKind.TABLE_OPTION, table);
        }
        if (reader.accept("SET", "STORAGE") || reader.accept("SET", "COMPRESSION")) {
            reader.next();
            return SchemaChange.of(ChangeKind.TABLE_MOMENT, table);
        }
        if (!reader.accept("SET")) {
            reader.expect("RESET");
        }
        reader.parenthesised();
        return SchemaChange.of(ChangeKind.TABLE_OPTION, table);
    }
}
