package dev.readiness.migration;

import java.util.List;
import java.util.Set;

/** Reads {@code CREATE} of anything but tables. */
final class CreateForms {

    private static final Set<String> TABLE = Set.of("TABLE", "TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL");

    private static final Set<String> HARMLESS = Set.of(
            "EXTENSION",
            "ROLE",
            "USER",
            "GROUP",
            "COLLATION",
            "CAST",
            "STATISTICS",
            "PUBLICATION",
            "SERVER",
            "AGGREGATE",
            "OPERATOR",
            "LANGUAGE",
            "CONVERSION",
            "TEXT",
            "ACCESS");

    private static final Set<String> NEEDS_NO_TRANSACTION = Set.of("DATABASE", "TABLESPACE", "SUBSCRIPTION");

    private CreateForms() {}

    static List<SchemaChange> read(SqlReader reader) {
        boolean replace = reader.accept("OR", "REPLACE");
        if (reader.at("TEMP", "VIEW") || reader.at("TEMPORARY", "VIEW")) {
            reader.next();
        }
        if (reader.at("TEMP", "SEQUENCE") || reader.at("TEMPORARY", "SEQUENCE")) {
            reader.next();
        }
        if (reader.atOneOf(TABLE)) {
            return CreateTableForms.read(reader);
        }
        if (reader.at("INDEX") || reader.at("UNIQUE", "INDEX")) {
            return List.of(index(reader));
        }
        if (reader.accept("VIEW") || reader.accept("RECURSIVE", "VIEW")) {
            return List.of(view(reader, ChangeKind.CREATE_VIEW));
        }
        if (reader.accept("MATERIALIZED", "VIEW")) {
            return List.of(view(reader, ChangeKind.CREATE_MATERIALIZED_VIEW));
        }
        if (reader.accept("TRIGGER") || reader.accept("CONSTRAINT", "TRIGGER")) {
            return List.of(onTable(reader, ChangeKind.CREATE_TRIGGER, "ON"));
        }
        if (reader.accept("POLICY")) {
            return List.of(onTable(reader, ChangeKind.CREATE_POLICY, "ON"));
        }
        if (reader.accept("RULE")) {
            return List.of(onTable(reader, ChangeKind.CREATE_RULE, "TO"));
        }
        return List.of(other(reader).with(replace, Trait.RECREATED));
    }

    private static SchemaChange other(SqlReader reader) {
        if (reader.accept("TYPE")) {
            return type(reader);
        }
        if (reader.accept("DOMAIN")) {
            return domain(reader);
        }
        if (reader.acceptOneOf("FUNCTION", "PROCEDURE")) {
            return rest(reader, SchemaChange.of(ChangeKind.CREATE_FUNCTION, reader.name()));
        }
        if (reader.accept("SEQUENCE")) {
            reader.ifNotExists();
            return rest(reader, SchemaChange.of(ChangeKind.CREATE_SEQUENCE, reader.name()));
        }
        if (reader.accept("SCHEMA")) {
            if (reader.left().size() > 6 || reader.leftHas("CREATE")) {
                throw new SqlReader.NotUnderstood("objects inside CREATE SCHEMA are not read");
            }
            return rest(reader, SchemaChange.of(ChangeKind.CREATE_SCHEMA));
        }
        if (reader.atOneOf(NEEDS_NO_TRANSACTION)) {
            return rest(reader, SchemaChange.of(ChangeKind.NEEDS_NO_TRANSACTION));
        }
        if (reader.atOneOf(HARMLESS)) {
            return rest(reader, SchemaChange.of(ChangeKind.HARMLESS));
        }
        throw new SqlReader.NotUnderstood("CREATE " + reader.peek().text() + " is not known");
    }

    private static SchemaChange index(SqlReader reader) {
        boolean unique = reader.accept("UNIQUE");
        reader.expect("INDEX");
        boolean concurrently = reader.accept("CONCURRENTLY");
        boolean ifNotExists = reader.ifNotExists();
        SqlName name = reader.at("ON") ? null : reader.name();
        reader.expect("ON");
        reader.accept("ONLY");
        SqlName table = reader.name();
        String method = "";
        if (reader.accept("USING")) {
            method = " USING " + reader.name().spelled();
        }
        String keys = reader.parenthesised();
        String rest = reader.rest();
        String columns = keys.replaceAll("\\W+", "_");
        String index = name == null ? SqlName.derived("idx", table.last(), columns) : name.last();
        return SchemaChange.of(ChangeKind.CREATE_INDEX, table)
                .with(unique, Trait.UNIQUE)
                .with(concurrently, Trait.CONCURRENTLY)
                .with(ifNotExists, Trait.IF_NOT_EXISTS)
                .part("index", index)
                .part("unique", unique ? "UNIQUE " : "")
                .part("columns", keys)
                .part("definition", method + " (" + keys + ")" + (rest.isEmpty() ? "" : " " + rest));
    }

    private static SchemaChange view(SqlReader reader, ChangeKind kind) {
        boolean ifNotExists = reader.ifNotExists();
        SqlName name = reader.name();
        if (kind == ChangeKind.CREATE_MATERIALIZED_VIEW) {
            DataForms.calls(reader);
        }
        SchemaChange change = SchemaChange.of(kind, name).with(ifNotExists, Trait.IF_NOT_EXISTS);
        change.part("viewColumns", String.join("\n", ViewColumns.read(reader)));
        reader.rest();
        return change;
    }

    /** Reads what belongs to a table; the table stands behind {@code before}. */
    private static SchemaChange onTable(SqlReader reader, ChangeKind kind, String before) {
        String name = reader.name().spelled();
        while (!reader.accept(before)) {
            reader.next();
        }
        SqlName table = reader.name();
        reader.rest();
        return SchemaChange.of(kind, table).part("trigger", name);
    }

    private static SchemaChange type(SqlReader reader) {
        SqlName name = reader.name();
        SchemaChange change = SchemaChange.of(ChangeKind.CREATE_TYPE, name);
        reader.rest();
        return change;
    }

    private static SchemaChange domain(SqlReader reader) {
        SchemaChange change = SchemaChange.of(ChangeKind.CREATE_DOMAIN, reader.name());
        reader.accept("AS");
        change.part("type", SqlType.read(reader).spelled());
        boolean constrained = reader.leftHas("CHECK") || reader.leftHas("NOT");
        reader.rest();
        return change.with(constrained, Trait.CONSTRAINED_DOMAIN);
    }

    static SchemaChange rest(SqlReader reader, SchemaChange change) {
        reader.rest();
        return change;
    }
}
