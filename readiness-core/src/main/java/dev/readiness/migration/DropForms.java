package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code DROP}. */
final class DropForms {

    private static final Map<String, ChangeKind> KINDS = Map.of(
            "TABLE", ChangeKind.DROP_TABLE,
            "VIEW", ChangeKind.DROP_VIEW,
            "TYPE", ChangeKind.DROP_TYPE,
            "DOMAIN", ChangeKind.DROP_TYPE,
            "SEQUENCE", ChangeKind.DROP_SEQUENCE,
            "SCHEMA", ChangeKind.DROP_SCHEMA,
            "EXTENSION", ChangeKind.DROP_EXTENSION,
            "INDEX", ChangeKind.DROP_INDEX);

    private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE");

    private static final Set<String> HARMLESS = Set.of(
            "ROLE",
            "USER",
            "GROUP",
            "STATISTICS",
            "PUBLICATION",
            "COLLATION",
            "CAST",
            "SERVER",
            "LANGUAGE",
            "CONVERSION");

    private static final Set<String> NEEDS_NO_TRANSACTION = Set.of("TABLESPACE", "SUBSCRIPTION");

    private DropForms() {}

    static List<SchemaChange> read(SqlReader reader) {
        if (reader.accept("MATERIALIZED", "VIEW")) {
            return each(reader, ChangeKind.DROP_VIEW);
        }
        if (reader.accept("OWNED")) {
            reader.rest();
            return List.of(SchemaChange.of(ChangeKind.DROP_OWNED));
        }
        if (reader.accept("TRIGGER") || reader.accept("POLICY") || reader.accept("RULE")) {
            return List.of(onTable(reader));
        }
        if (reader.atOneOf(ROUTINES)) {
            reader.next();
            return routines(reader);
        }
        if (reader.accept("DATABASE")) {
            reader.ifExists();
            return List.of(CreateForms.rest(reader, SchemaChange.of(ChangeKind.DROP_DATABASE, reader.name())));
        }
        if (reader.atOneOf(HARMLESS)) {
            return List.of(CreateForms.rest(reader, SchemaChange.of(ChangeKind.HARMLESS)));
        }
        if (reader.atOneOf(NEEDS_NO_TRANSACTION)) {
            return List.of(CreateForms.rest(reader, SchemaChange.of(ChangeKind.NEEDS_NO_TRANSACTION)));
        }
        ChangeKind kind = KINDS.get(reader.peek().text().toUpperCase(java.util.Locale.ROOT));
        if (kind == null) {
            throw new SqlReader.NotUnderstood("DROP " + reader.peek().text() + " is not known");
        }
        reader.next();
        return each(reader, kind);
    }

    private static List<SchemaChange> each(SqlReader reader, ChangeKind kind) {
        boolean concurrently = reader.accept("CONCURRENTLY");
        boolean ifExists = reader.ifExists();
        List<SqlName> names = reader.names();
        boolean cascade = reader.cascade();
        reader.end();
        return names.stream()
                .map(name -> SchemaChange.of(kind, name)
                        .part("index", name.spelled())
                        .with(concurrently, Trait.CONCURRENTLY)
                        .with(ifExists, Trait.IF_EXISTS)
                        .with(cascade, Trait.CASCADE))
                .toList();
    }

    private static SchemaChange onTable(SqlReader reader) {
        boolean ifExists = reader.ifExists();
        String name = reader.name().spelled();
        reader.expect("ON");
        SchemaChange change = SchemaChange.of(ChangeKind.DROP_TRIGGER, reader.name());
        change.part("trigger", name).with(ifExists, Trait.IF_EXISTS).with(reader.cascade(), Trait.CASCADE);
        reader.end();
        return change;
    }

    private static List<SchemaChange> routines(SqlReader reader) {
        boolean ifExists = reader.ifExists();
        List<SchemaChange> changes = new ArrayList<>();
        do {
            changes.add(SchemaChange.of(ChangeKind.DROP_FUNCTION, reader.name()).with(ifExists, Trait.IF_EXISTS));
            if (reader.at("(")) {
                reader.parenthesised();
            }
        } while (reader.accept(","));
        boolean cascade = reader.cascade();
        reader.end();
        changes.forEach(change -> change.with(cascade, Trait.CASCADE));
        return changes;
    }
}
