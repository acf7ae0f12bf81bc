package dev.readiness.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Adds to a change what only the schema that it meets can tell. */
final class SchemaTraits {

    private static final Set<ChangeKind> TYPED = Set.of(ChangeKind.ADD_COLUMN, ChangeKind.ALTER_COLUMN_TYPE);

    private final KnownSchema schema;
    private final int version;

    SchemaTraits(KnownSchema schema, int version) {
        this.schema = schema;
        this.version = version;
    }

    void add(SchemaChange change) {
        String table = change.object().key();
        change.with(isNew(change, table), Trait.NEW);
        schema.table(table)
                .ifPresent(known -> change.with(known.partitioned, Trait.PARTITIONED)
                        .with(known.policy, Trait.POLICY_FOLLOWS)
                        .with(known.renamed, Trait.RENAMED));
        if (TYPED.contains(change.kind())) {
            type(change);
        }
        switch (change.kind()) {
            case ALTER_COLUMN_TYPE -> typeChange(change, table);
            case SET_NOT_NULL, ADD_NOT_NULL -> notNull(change, table);
            case ADD_PRIMARY_KEY -> primaryKey(change, table);
            case CREATE_PARTITION -> partition(change, change.part("parentKey"));
            case ATTACH_PARTITION -> {
                change.with(schema.isCreated(change.part("partitionKey")), Trait.NEW);
                partition(change, table);
            }
            case CREATE_INDEX, DROP_INDEX -> index(change);
            case RENAME_COLUMN, DROP_COLUMN ->
                change.with(
                        schema.column(table, change.key("column"))
                                .map(KnownSchema.Column::created)
                                .orElse(false),
                        Trait.NEW);
            default -> {
                // Needs nothing more.
            }
        }
    }

    private boolean isNew(SchemaChange change, String table) {
        return switch (change.kind()) {
            case DROP_VIEW, RENAME_VIEW, REFRESH_MATERIALIZED_VIEW -> schema.created.contains("view " + table);
            case DROP_FUNCTION, RENAME_FUNCTION -> schema.created.contains("function " + table);
            case DROP_TYPE,
                    RENAME_TYPE,
                    ALTER_ATTRIBUTE,
                    ADD_ENUM_VALUE,
                    RENAME_ENUM_VALUE,
                    ADD_DOMAIN_CONSTRAINT,
                    VALIDATE_DOMAIN_CONSTRAINT -> schema.created.contains("type " + table);
            case DROP_SEQUENCE, RENAME_SEQUENCE -> schema.created.contains("sequence " + table);
            case DROP_INDEX, RENAME_INDEX, REINDEX -> indexIsNew(table) || schema.isCreated(table);
            default -> schema.isCreated(table) || schema.created.contains("view " + table);
        };
    }

    /** Compares a view that its file makes again with what it was. */
    void compareView(SchemaChange drop, String columnsNow) {
        List<String> before = schema.views.getOrDefault(drop.object().key(), List.of());
        Optional<Set<String>> missing =
                ViewColumns.missing(before, columnsNow.lines().toList());
        drop.with(missing.isEmpty(), Trait.COLUMNS_UNSEEN);
        missing.filter(columns -> !columns.isEmpty())
                .ifPresent(columns ->
                        drop.with(Trait.COLUMNS_GONE).part("missing", String.join(", ", new TreeSet<>(columns))));
    }

    private boolean indexIsNew(String index) {
        KnownSchema.Index known = schema.indexes.get(index);
        return known != null && (known.created() || schema.isCreated(known.table()));
    }

    /** A drop says no table; where its index is known the safe version can name it. */
    private void index(SchemaChange change) {
        KnownSchema.Index known = schema.indexes.get(change.object().key());
        if (known != null && change.kind() == ChangeKind.DROP_INDEX) {
            change.part("table", known.table());
        }
        boolean keepsOld = schema.indexes.containsKey(change.key("index")) && change.has(Trait.IF_NOT_EXISTS);
        change.with(keepsOld, Trait.UNCHANGED);
    }

    private void type(SchemaChange change) {
        SqlType type = SqlType.of(change.part("type"));
        if (!type.isBuiltIn()) {
            KnownSchema.TypeKind kind = schema.types.get(type.base().replace("[]", ""));
            change.with(kind == null, Trait.TYPE_UNKNOWN)
                    .with(kind == KnownSchema.TypeKind.CONSTRAINED_DOMAIN, Trait.CONSTRAINED_DOMAIN);
        }
    }

    private void typeChange(SchemaChange change, String table) {
        String column = change.key("column");
        SqlType next = SqlType.of(change.part("type"));
        change.with(!isPlainCast(change, column, next), Trait.CONVERTED);
        Optional<SqlType> old = schema.column(table, column).map(KnownSchema.Column::type);
        change.with(old.isEmpty(), Trait.OLD_TYPE_UNKNOWN);
        old.ifPresent(type -> {
            boolean compatible = type.storedLike(next) && !change.has(Trait.CONVERTED);
            change.part("oldType", type.spelled())
                    .with(compatible, Trait.TYPE_COMPATIBLE)
                    .with(type.narrowsTo(next), Trait.TYPE_NARROWS)
                    .with(type.differsByTimeZone(next) && !change.has(Trait.CONVERTED), Trait.BY_TIME_ZONE)
                    .with(type.equals(next) && !change.has(Trait.CONVERTED), Trait.UNCHANGED);
        });
        boolean checked = schema.table(table).stream()
                .flatMap(known -> known.checks.values().stream())
                .anyMatch(check -> KnownSchema.mentions(check.expression(), column));
        boolean indexed = schema.indexes.values().stream()
                .anyMatch(index -> index.table().equals(table) && KnownSchema.mentions(index.definition(), column));
        change.with(checked, Trait.COLUMN_CHECKED).with(indexed, Trait.COLUMN_IN_EXPRESSION_INDEX);
    }

    /** {@code USING name::type} says no more than no USING. */
    private static boolean isPlainCast(SchemaChange change, String column, SqlType next) {
        if (!change.has(Trait.USING)) {
            return true;
        }
        String using = change.part("using").replaceAll("[\\s()\"]", "").toLowerCase(java.util.Locale.ROOT);
        String type = next.spelled().replaceAll("[\\s()\"]", "").toLowerCase(java.util.Locale.ROOT);
        return using.equals(column)
                || using.equals(column + "::" + type)
                || using.equals("cast" + column + "as" + type);
    }

    private void notNull(SchemaChange change, String table) {
        String column = change.key("column");
        boolean already =
                schema.column(table, column).map(KnownSchema.Column::notNull).orElse(false);
        boolean proven = version >= 12
                && schema.table(table).stream()
                        .flatMap(known -> known.checks.values().stream())
                        .anyMatch(check -> check.proves(column));
        change.with(already, Trait.UNCHANGED).with(proven, Trait.NOT_NULL_PROVEN);
    }

    private void primaryKey(SchemaChange change, String table) {
        KnownSchema.Index index = schema.indexes.get(change.key("index"));
        String columns = index == null ? change.part("columns") : index.columns();
        boolean nullable = false;
        for (String column : columns.split(",", -1)) {
            String key = column.strip().replace("\"", "").toLowerCase(java.util.Locale.ROOT);
            nullable |=
                    !schema.column(table, key).map(KnownSchema.Column::notNull).orElse(false);
        }
        if (!columns.isEmpty() && !columns.contains(",")) {
            change.part("keyColumn", columns.strip());
        }
        change.with(nullable, Trait.KEY_NULLABLE);
    }

    private void partition(SchemaChange change, String parent) {
        boolean scans =
                schema.table(parent).map(known -> known.defaultPartition).orElse(false);
        change.with(scans && !schema.isCreated(parent), Trait.DEFAULT_PARTITION);
    }
}
