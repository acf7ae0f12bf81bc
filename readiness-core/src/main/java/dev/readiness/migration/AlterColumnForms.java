package dev.readiness.migration;

import java.util.Locale;
import java.util.Set;

/** Reads {@code ALTER COLUMN}. */
final class AlterColumnForms {

    private static final Set<String> IDENTITY = Set.of(
            "ADD",
            "SET",
            "GENERATED",
            "ALWAYS",
            "BY",
            "DEFAULT",
            "AS",
            "IDENTITY",
            "RESTART",
            "START",
            "WITH",
            "INCREMENT",
            "MINVALUE",
            "MAXVALUE",
            "NO",
            "CACHE",
            "CYCLE",
            "-");

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
            change.part("default", reader.expression(Set.of()).wellFormed().rest());
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
            change.with(Trait.USING)
                    .part("using", reader.expression(Set.of()).wellFormed().rest());
        }
        return change;
    }

    private static SchemaChange identity(SqlReader reader, SqlName table) {
        while (!reader.atEnd() && !reader.at(",")) {
            SqlReader part = reader.at("(") ? reader.inParentheses() : reader;
            do {
                SqlToken token = part.next();
                boolean known = token.kind() == SqlToken.Kind.NUMBER
                        || IDENTITY.contains(token.text().toUpperCase(Locale.ROOT));
                if (!known) {
                    throw new SqlReader.NotUnderstood("'" + token.text() + "' is not known as part of an identity");
                }
            } while (!part.atEnd() && part != reader);
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
