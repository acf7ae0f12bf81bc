package dev.readiness.migration;

import java.util.Locale;
import java.util.Set;

/** Reads what defines a column, in CREATE TABLE and in ADD COLUMN. */
final class ColumnDefinition {

    private static final Set<String> CONSTRAINTS = Set.of(
            "NOT",
            "NULL",
            "CHECK",
            "UNIQUE",
            "PRIMARY",
            "REFERENCES",
            "CONSTRAINT",
            "GENERATED",
            "COLLATE",
            "DEFERRABLE",
            "INITIALLY",
            "STORAGE",
            "COMPRESSION");

    private ColumnDefinition() {}

    /** Reads name, type and constraints into the parts and traits of {@code change}. */
    static void read(SqlReader reader, SchemaChange change) {
        change.part("column", reader.name().spelled());
        SqlType type = SqlType.read(reader);
        change.part("type", type.spelled())
                .with(type.isSerial(), Trait.SERIAL)
                .with(type.base().equals("json"), Trait.JSON)
                .with(type.isSerial(), Trait.NOT_NULL);
        while (!reader.atEnd() && !reader.at(",")) {
            constraint(reader, change);
        }
        boolean referring =
                change.has(Trait.REFERENCES) && !change.part("default").isEmpty();
        change.with(referring, Trait.REFERENCES_CHECKED);
    }

    private static void constraint(SqlReader reader, SchemaChange change) {
        if (reader.accept("CONSTRAINT")) {
            change.part("constraint", reader.name().spelled());
        }
        if (reader.accept("NOT", "NULL")) {
            change.with(Trait.NOT_NULL);
            reader.accept("NO", "INHERIT");
        } else if (reader.accept("DEFAULT")) {
            defaultValue(reader.expression(CONSTRAINTS).wellFormed(), change);
        } else if (reader.accept("CHECK")) {
            change.with(Trait.CHECKED).part("expression", reader.parenthesised());
            reader.accept("NO", "INHERIT");
        } else if (reader.accept("UNIQUE")) {
            change.with(Trait.UNIQUE);
            reader.accept("NULLS", "DISTINCT");
            reader.accept("NULLS", "NOT", "DISTINCT");
            indexParameters(reader);
        } else if (reader.accept("PRIMARY", "KEY")) {
            change.with(Trait.PRIMARY_KEY, Trait.NOT_NULL);
            indexParameters(reader);
        } else if (reader.accept("REFERENCES")) {
            change.with(Trait.REFERENCES);
            references(reader, change);
        } else if (reader.accept("GENERATED")) {
            generated(reader, change);
        } else if (reader.accept("COLLATE")) {
            reader.name();
        } else if (reader.acceptOneOf("STORAGE", "COMPRESSION")) {
            reader.next();
        } else if (!reader.accept("NULL") && !timing(reader)) {
            throw new SqlReader.NotUnderstood("'" + reader.peek().text() + "' is not known as part of a column");
        }
    }

    private static void generated(SqlReader reader, SchemaChange change) {
        if (!reader.accept("ALWAYS")) {
            reader.expect("BY", "DEFAULT");
        }
        reader.expect("AS");
        if (reader.accept("IDENTITY")) {
            change.with(Trait.IDENTITY, Trait.NOT_NULL);
            if (reader.at("(")) {
                reader.parenthesised();
            }
        } else {
            change.part("expression", reader.parenthesised());
            // Since PostgreSQL 18 a generated column is not stored unless that is said.
            change.with(reader.accept("STORED"), Trait.GENERATED);
            reader.accept("VIRTUAL");
        }
    }

    /** Reads what a default does; one of NULL is none. */
    static void defaultValue(SqlReader expression, SchemaChange change) {
        boolean isNull = expression.at("NULL");
        SqlFunctions.Volatility volatility = SqlFunctions.of(expression.left());
        change.part("default", expression.rest());
        change.with(!isNull, Trait.DEFAULT)
                .with(volatility == SqlFunctions.Volatility.FOR_EACH_ROW, Trait.DEFAULT_VOLATILE)
                .with(volatility == SqlFunctions.Volatility.UNKNOWN, Trait.DEFAULT_UNKNOWN);
    }

    /** Reads what follows REFERENCES. */
    static void references(SqlReader reader, SchemaChange change) {
        SqlName target = reader.name();
        change.part("referenced", target.spelled()).part("referencedKey", target.key());
        if (reader.at("(")) {
            change.part("referencedColumns", reader.parenthesised());
        }
        StringBuilder actions = new StringBuilder();
        boolean more = true;
        while (more) {
            if (reader.accept("MATCH")) {
                actions.append(" MATCH ").append(reader.next().text());
            } else if (reader.accept("ON")) {
                actions.append(" ON ").append(reader.next().text());
                actions.append(' ').append(action(reader));
            } else {
                more = timing(reader);
            }
        }
        change.part("actions", actions.toString().toUpperCase(Locale.ROOT));
    }

    private static String action(SqlReader reader) {
        if (reader.accept("NO", "ACTION")) {
            return "NO ACTION";
        }
        if (!reader.accept("SET")) {
            return reader.next().text();
        }
        String action = "SET " + reader.next().text();
        return reader.at("(") ? action + " (" + reader.parenthesised() + ")" : action;
    }

    /** Reads when a constraint is checked, and whether there was something to read. */
    static boolean timing(SqlReader reader) {
        if (reader.accept("NOT", "DEFERRABLE") || reader.accept("DEFERRABLE")) {
            return true;
        }
        return reader.accept("INITIALLY") && reader.acceptOneOf("DEFERRED", "IMMEDIATE");
    }

    static void indexParameters(SqlReader reader) {
        if (reader.accept("INCLUDE")) {
            reader.parenthesised();
        }
        if (reader.accept("WITH")) {
            reader.parenthesised();
        }
        if (reader.accept("USING", "INDEX", "TABLESPACE")) {
            reader.name();
        }
    }
}
