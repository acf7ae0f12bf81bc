package dev.readiness.migration;

import java.util.List;
import java.util.Set;

/** Reads {@code ALTER} of anything but tables. */
final class AlterForms {

    private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE");

    private static final Set<String> HARMLESS = Set.of(
            "DEFAULT",
            "ROLE",
            "USER",
            "GROUP",
            "STATISTICS",
            "COLLATION",
            "SERVER",
            "LANGUAGE",
            "DATABASE",
            "PUBLICATION",
            "OPERATOR",
            "TEXT",
            "CONVERSION",
            "LARGE");

    private AlterForms() {}

    static List<SchemaChange> read(SqlReader reader) {
        if (reader.accept("TABLE")) {
            return AlterTableForms.read(reader);
        }
        return List.of(other(reader));
    }

    private static SchemaChange other(SqlReader reader) {
        if (reader.accept("INDEX")) {
            return index(reader);
        }
        if (reader.accept("TYPE")) {
            return type(reader);
        }
        if (reader.accept("DOMAIN")) {
            return domain(reader);
        }
        if (reader.accept("SEQUENCE")) {
            return renameOr(reader, ChangeKind.RENAME_SEQUENCE, ChangeKind.ALTER_SEQUENCE);
        }
        if (reader.accept("VIEW") || reader.accept("MATERIALIZED", "VIEW")) {
            return renameOr(reader, ChangeKind.RENAME_VIEW, ChangeKind.HARMLESS);
        }
        if (reader.atOneOf(ROUTINES)) {
            reader.next();
            SqlName name = reader.name();
            boolean renames = reader.leftHas("RENAME") || reader.at("SET", "SCHEMA");
            return CreateForms.rest(
                    reader, SchemaChange.of(renames ? ChangeKind.RENAME_FUNCTION : ChangeKind.HARMLESS, name));
        }
        if (reader.accept("SCHEMA")) {
            return renameOr(reader, ChangeKind.RENAME_SCHEMA, ChangeKind.HARMLESS);
        }
        if (reader.at("TRIGGER") || reader.at("POLICY") || reader.at("RULE")) {
            reader.next();
            reader.name();
            reader.expect("ON");
            return CreateForms.rest(reader, SchemaChange.of(ChangeKind.TABLE_MOMENT, reader.name()));
        }
        if (reader.at("SYSTEM") || reader.at("SUBSCRIPTION") || reader.at("TABLESPACE")) {
            return CreateForms.rest(reader, SchemaChange.of(ChangeKind.NEEDS_NO_TRANSACTION));
        }
        if (reader.atOneOf(HARMLESS)) {
            return CreateForms.rest(reader, SchemaChange.of(ChangeKind.HARMLESS));
        }
        throw new SqlReader.NotUnderstood("ALTER " + reader.peek().text() + " is not known");
    }

    private static SchemaChange index(SqlReader reader) {
        boolean ifExists = reader.ifExists();
        SqlName name = reader.name();
        SchemaChange change;
        if (reader.accept("RENAME", "TO")) {
            change = SchemaChange.of(ChangeKind.RENAME_INDEX, name)
                    .part("new", reader.name().spelled());
        } else if (reader.accept("SET", "TABLESPACE")) {
            change = SchemaChange.of(ChangeKind.SET_TABLESPACE, name)
                    .part("new", reader.name().spelled());
        } else if (reader.accept("ATTACH", "PARTITION")) {
            reader.name();
            change = SchemaChange.of(ChangeKind.HARMLESS);
        } else {
            change = CreateForms.rest(reader, SchemaChange.of(ChangeKind.TABLE_OPTION, name));
        }
        reader.end();
        return change.with(ifExists, Trait.IF_EXISTS);
    }

    private static SchemaChange renameOr(SqlReader reader, ChangeKind rename, ChangeKind otherwise) {
        boolean ifExists = reader.ifExists();
        SqlName name = reader.name();
        boolean renames = reader.at("RENAME") || reader.at("SET", "SCHEMA");
        SchemaChange change =
                SchemaChange.of(renames ? rename : otherwise, name).with(ifExists, Trait.IF_EXISTS);
        if (reader.accept("RENAME", "TO")) {
            change.part("new", reader.name().spelled());
        }
        return CreateForms.rest(reader, change);
    }

    private static SchemaChange type(SqlReader reader) {
        SqlName name = reader.name();
        if (reader.accept("ADD", "VALUE")) {
            boolean ifNotExists = reader.ifNotExists();
            SchemaChange change = SchemaChange.of(ChangeKind.ADD_ENUM_VALUE, name)
                    .part("value", reader.next().text());
            reader.rest();
            return change.with(ifNotExists, Trait.IF_NOT_EXISTS);
        }
        if (reader.accept("RENAME", "VALUE")) {
            SchemaChange change = SchemaChange.of(ChangeKind.RENAME_ENUM_VALUE, name)
                    .part("value", reader.next().text());
            reader.expect("TO");
            change.part("new", reader.next().text());
            reader.end();
            return change;
        }
        if (reader.at("OWNER")) {
            return CreateForms.rest(reader, SchemaChange.of(ChangeKind.HARMLESS));
        }
        boolean attribute = reader.leftHas("ATTRIBUTE");
        boolean cascade = reader.leftHas("CASCADE");
        boolean renames = reader.at("RENAME", "TO") || reader.at("SET", "SCHEMA");
        if (!attribute && !renames) {
            throw new SqlReader.NotUnderstood("this form of ALTER TYPE is not known");
        }
        return CreateForms.rest(
                reader,
                SchemaChange.of(attribute ? ChangeKind.ALTER_ATTRIBUTE : ChangeKind.RENAME_TYPE, name)
                        .with(cascade, Trait.CASCADE));
    }

    private static SchemaChange domain(SqlReader reader) {
        SqlName name = reader.name();
        if (reader.at("ADD") || reader.at("SET", "NOT", "NULL")) {
            boolean notValid = reader.leftHas("VALID");
            return CreateForms.rest(
                    reader,
                    SchemaChange.of(ChangeKind.ADD_DOMAIN_CONSTRAINT, name).with(notValid, Trait.NOT_VALID));
        }
        if (reader.at("VALIDATE")) {
            return CreateForms.rest(reader, SchemaChange.of(ChangeKind.VALIDATE_DOMAIN_CONSTRAINT, name));
        }
        boolean renames = reader.at("RENAME", "TO") || reader.at("SET", "SCHEMA");
        return CreateForms.rest(reader, SchemaChange.of(renames ? ChangeKind.RENAME_TYPE : ChangeKind.HARMLESS, name));
    }
}
