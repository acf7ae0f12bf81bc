package dev.readiness.migration;

/** Reads a constraint of a table, in CREATE TABLE and in ADD CONSTRAINT. */
final class TableConstraint {

    private TableConstraint() {}

    static boolean startsAt(SqlReader reader) {
        return reader.at("CONSTRAINT")
                || reader.at("CHECK", "(")
                || reader.at("UNIQUE", "(")
                || reader.at("UNIQUE", "NULLS")
                || reader.at("UNIQUE", "USING")
                || reader.at("PRIMARY", "KEY")
                || reader.at("FOREIGN", "KEY")
                || reader.at("EXCLUDE", "USING")
                || reader.at("EXCLUDE", "(");
    }

    static SchemaChange read(SqlReader reader, SqlName table) {
        String name = reader.accept("CONSTRAINT") ? reader.name().spelled() : "";
        SchemaChange change;
        if (reader.accept("CHECK")) {
            String expression = reader.parenthesised();
            reader.accept("NO", "INHERIT");
            change = SchemaChange.of(ChangeKind.ADD_CHECK, table).part("expression", expression);
            defaultName(change, name, "chk", expression.replaceAll("\\W.*", ""));
        } else if (reader.accept("NOT", "NULL")) {
            change = SchemaChange.of(ChangeKind.ADD_NOT_NULL, table)
                    .part("column", reader.name().spelled());
            reader.accept("NO", "INHERIT");
            defaultName(change, name, "nn", change.part("column"));
        } else if (reader.accept("FOREIGN", "KEY")) {
            change = SchemaChange.of(ChangeKind.ADD_FOREIGN_KEY, table).part("columns", reader.parenthesised());
            reader.expect("REFERENCES");
            ColumnDefinition.references(reader, change);
            defaultName(change, name, "fk", change.part("columns"));
        } else if (reader.accept("EXCLUDE")) {
            change = SchemaChange.of(ChangeKind.ADD_EXCLUSION, table);
            if (reader.accept("USING")) {
                reader.name();
            }
            reader.parenthesised();
            ColumnDefinition.indexParameters(reader);
            if (reader.accept("WHERE")) {
                reader.parenthesised();
            }
        } else {
            change = key(reader, table, name);
        }
        rest(reader, change);
        return change;
    }

    private static SchemaChange key(SqlReader reader, SqlName table, String name) {
        boolean unique = reader.accept("UNIQUE");
        if (!unique) {
            reader.expect("PRIMARY", "KEY");
        }
        SchemaChange change = SchemaChange.of(unique ? ChangeKind.ADD_UNIQUE : ChangeKind.ADD_PRIMARY_KEY, table);
        if (reader.accept("USING", "INDEX")) {
            change.with(Trait.USING_INDEX).part("index", reader.name().spelled());
            defaultName(change, name, unique ? "key" : "pkey", "");
            return change;
        }
        reader.accept("NULLS", "DISTINCT");
        reader.accept("NULLS", "NOT", "DISTINCT");
        change.part("columns", reader.parenthesised());
        ColumnDefinition.indexParameters(reader);
        defaultName(change, name, unique ? "key" : "pkey", unique ? change.part("columns") : "");
        return change;
    }

    private static void defaultName(SchemaChange change, String name, String suffix, String columns) {
        String table = change.object().last();
        change.part(
                "constraint",
                name.isEmpty()
                        ? SqlName.derived(table.replace("\"", ""), columns.replaceAll("\\W+", "_"), suffix)
                                .replace("__", "_")
                        : name);
    }

    private static void rest(SqlReader reader, SchemaChange change) {
        boolean more = true;
        while (more) {
            if (reader.accept("NOT", "VALID")) {
                change.with(Trait.NOT_VALID);
            } else if (!ColumnDefinition.timing(reader)) {
                more = reader.accept("NOT", "ENFORCED") || reader.accept("ENFORCED") || reader.accept("NO", "INHERIT");
            }
        }
    }
}
