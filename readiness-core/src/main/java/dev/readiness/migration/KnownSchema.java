package dev.readiness.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of a schema while its migrations are read one after the other. Not safe for use by several threads. */
final class KnownSchema {

    /** Where names without a schema belong. */
    final String home;

    final Map<String, Table> tables = new HashMap<>();
    final Map<String, TypeKind> types = new HashMap<>();
    final Map<String, Index> indexes = new HashMap<>();

    /** What each view offers, see {@link ViewColumns}. */
    final Map<String, List<String>> views = new HashMap<>();

    /** Views, functions, sequences and types made by what is pending, by kind and name. */
    final Set<String> created = new HashSet<>();

    /** Those that were there before. To make one of them again makes nothing that nobody uses. */
    final Set<String> existing = new HashSet<>();

    /** Names of tables that what is pending takes away. */
    private final Set<String> formerNames = new HashSet<>();

    KnownSchema(String home) {
        this.home = home;
    }

    enum TypeKind {
        PLAIN,
        CONSTRAINED_DOMAIN
    }

    /**
     * An index.
     *
     * @param columns its keys as they are written
     * @param definition the whole of it, if it has expressions or a condition
     */
    record Index(String table, String columns, String definition, boolean created) {

        static Index of(String table, String columns, String definition, boolean created) {
            boolean plain = !columns.contains("(")
                    && !MENTIONS_WHERE.matcher(definition).find();
            return new Index(table, columns, plain ? "" : definition, created);
        }
    }

    /** What is known of a table. */
    static final class Table {
        boolean created;

        /** Whether it was there before, under a name that the running version knows and that is gone. */
        boolean renamed;

        boolean partitioned;
        boolean defaultPartition;
        boolean policy;
        OptionalLong rows = OptionalLong.empty();
        final Map<String, Column> columns = new LinkedHashMap<>();
        final Map<String, Check> checks = new HashMap<>();
    }

    /** What is known of a column. */
    record Column(@Nullable SqlType type, boolean notNull, boolean created) {}

    /** A CHECK, and whether all rows were looked at. */
    record Check(String expression, boolean valid) {

        boolean proves(String column) {
            String bare = expression.replaceAll("[()\\s]+", " ").strip();
            return valid
                    && Pattern.compile("\"?" + Pattern.quote(column) + "\"? IS NOT NULL", Pattern.CASE_INSENSITIVE)
                            .matcher(bare)
                            .matches();
        }
    }

    private static final Pattern MENTIONS_WHERE = Pattern.compile("\\bWHERE\\b", Pattern.CASE_INSENSITIVE);

    /** Returns whether {@code column} is named in {@code text}. */
    static boolean mentions(String text, String column) {
        return naming(column).matcher(text).find();
    }

    private static Pattern naming(String column) {
        return Pattern.compile("(?<!\\w)\"?" + Pattern.quote(column) + "\"?(?!\\w)", Pattern.CASE_INSENSITIVE);
    }

    Optional<Table> table(String key) {
        return Optional.ofNullable(tables.get(key));
    }

    Optional<Column> column(String table, String column) {
        return table(table).map(known -> known.columns.get(column));
    }

    boolean isCreated(String table) {
        return table(table).map(known -> known.created).orElse(false);
    }

    /** Takes over what {@code change} does to the schema. */
    void apply(SchemaChange change, boolean pending) {
        SqlName object = change.object();
        switch (change.kind()) {
            case CREATE_TABLE, CREATE_TABLE_AS, CREATE_PARTITION -> createTable(change, pending);
            case DROP_TABLE -> {
                dropTable(object.key(), pending);
            }
            case RENAME_TABLE -> renameTable(object.key(), sibling(object.key(), change.key("new")), pending);
            case MOVE_TO_SCHEMA -> renameTable(object.key(), moved(object, change.key("new")), pending);
            case CREATE_VIEW, CREATE_MATERIALIZED_VIEW ->
                views.put(object.key(), change.part("viewColumns").lines().toList());
            case DROP_VIEW -> views.remove(object.key());
            case RENAME_VIEW -> rename(views, object.key(), sibling(object.key(), change.key("new")));
            case RENAME_INDEX -> rename(indexes, object.key(), sibling(object.key(), change.key("new")));
            case CREATE_INDEX ->
                indexes.put(
                        change.key("index"),
                        Index.of(object.key(), change.part("columns"), change.part("definition"), pending));
            case DROP_INDEX -> indexes.remove(object.key());
            case CREATE_TYPE -> types.put(object.key(), TypeKind.PLAIN);
            case CREATE_DOMAIN ->
                types.put(
                        object.key(),
                        change.has(Trait.CONSTRAINED_DOMAIN) ? TypeKind.CONSTRAINED_DOMAIN : TypeKind.PLAIN);
            case ADD_DOMAIN_CONSTRAINT -> types.put(object.key(), TypeKind.CONSTRAINED_DOMAIN);
            default -> table(object.key()).ifPresent(table -> alter(table, change, pending));
        }
        String made = family(change.kind()) + object.key();
        if (!family(change.kind()).isEmpty() && !existing.contains(made)) {
            (pending ? created : existing).add(made);
        }
        if (!pending) {
            existing.remove(droppedFamily(change.kind()) + object.key());
        }
    }

    /** Returns what views, functions, types and sequences are remembered by, the same for making and dropping. */
    static String family(ChangeKind kind) {
        return switch (kind) {
            case CREATE_VIEW, CREATE_MATERIALIZED_VIEW -> "view ";
            case CREATE_FUNCTION -> "function ";
            case CREATE_TYPE, CREATE_DOMAIN -> "type ";
            case CREATE_SEQUENCE -> "sequence ";
            default -> "";
        };
    }

    private static String droppedFamily(ChangeKind kind) {
        return switch (kind) {
            case DROP_VIEW -> "view ";
            case DROP_FUNCTION -> "function ";
            case DROP_TYPE -> "type ";
            case DROP_SEQUENCE -> "sequence ";
            default -> "";
        };
    }

    private void dropTable(String key, boolean pending) {
        if (pending) {
            formerNames.add(key);
        }
        tables.remove(key);
        indexes.values().removeIf(index -> index.table().equals(key));
    }

    private void createTable(SchemaChange change, boolean pending) {
        String key = change.object().key();
        if (tables.containsKey(key) && change.has(Trait.IF_NOT_EXISTS)) {
            return;
        }
        Table table = new Table();
        table.created = pending || change.has(Trait.TEMPORARY);
        table.partitioned = change.has(Trait.PARTITIONED);
        List<String> sources = new ArrayList<>(List.of(change.part("parentKey"), change.part("likeKey")));
        for (String parent : change.part("inherits").split(",", -1)) {
            sources.add(parent.strip().replace("\"", ""));
        }
        for (String source : sources) {
            table(source).ifPresent(other -> table.columns.putAll(other.columns));
        }
        if (change.has(Trait.DEFAULT_PARTITION)) {
            table(change.part("parentKey")).ifPresent(parent -> parent.defaultPartition = true);
        }
        tables.put(key, table);
    }

    private void alter(Table table, SchemaChange change, boolean pending) {
        String column = change.key("column");
        switch (change.kind()) {
            case ADD_COLUMN -> addColumn(table, change, column, pending);
            case DROP_COLUMN -> dropColumn(table, change.object().key(), column);
            case RENAME_COLUMN -> renameColumn(table, change, column);
            case RENAME_CONSTRAINT -> rename(table.checks, change.key("constraint"), change.key("new"));
            case ALTER_COLUMN_TYPE ->
                change(table, column, known -> new Column(typeOf(change), known.notNull(), known.created()));
            case SET_NOT_NULL, ADD_NOT_NULL ->
                change(table, column, known -> new Column(known.type(), true, known.created()));
            case DROP_NOT_NULL -> change(table, column, known -> new Column(known.type(), false, known.created()));
            case ADD_CHECK ->
                table.checks.put(
                        change.key("constraint"), new Check(change.part("expression"), !change.has(Trait.NOT_VALID)));
            case VALIDATE_CONSTRAINT ->
                table.checks.computeIfPresent(
                        change.key("constraint"), (name, check) -> new Check(check.expression(), true));
            case DROP_CONSTRAINT -> table.checks.remove(change.key("constraint"));
            case ADD_PRIMARY_KEY -> primaryKey(table, change);
            case ATTACH_PARTITION ->
                table.defaultPartition |= change.part("bounds").equalsIgnoreCase("DEFAULT");
            case CREATE_POLICY -> table.policy = true;
            default -> {
                // Nothing that a later statement is judged by.
            }
        }
    }

    private static void addColumn(Table table, SchemaChange change, String column, boolean pending) {
        if (table.columns.containsKey(column) && change.has(Trait.IF_NOT_EXISTS)) {
            return;
        }
        table.columns.put(column, new Column(typeOf(change).stored(), change.has(Trait.NOT_NULL), pending));
        if (change.has(Trait.CHECKED)) {
            table.checks.put("column " + column, new Check(change.part("expression"), true));
        }
    }

    private void primaryKey(Table table, SchemaChange change) {
        Index index = indexes.get(change.key("index"));
        String columns = index == null ? change.part("columns") : index.columns();
        for (String column : columns.split(",", -1)) {
            String key = column.strip().replace("\"", "");
            table.columns.computeIfPresent(key, (name, known) -> new Column(known.type(), true, known.created()));
        }
    }

    private static SqlType typeOf(SchemaChange change) {
        return SqlType.of(change.part("type"));
    }

    private static void change(Table table, String column, UnaryOperator<Column> action) {
        table.columns.put(column, action.apply(table.columns.getOrDefault(column, new Column(null, false, false))));
    }

    private void dropColumn(Table table, String key, String column) {
        table.columns.remove(column);
        table.checks.values().removeIf(check -> mentions(check.expression(), column));
        indexes.values()
                .removeIf(index -> index.table().equals(key)
                        && (mentions(index.columns(), column) || mentions(index.definition(), column)));
    }

    private void renameColumn(Table table, SchemaChange change, String column) {
        String next = change.part("new");
        rename(table.columns, column, change.key("new"));
        table.checks.replaceAll((name, check) -> new Check(renamed(check.expression(), column, next), check.valid()));
        indexes.replaceAll((name, index) -> index.table().equals(change.object().key())
                ? new Index(
                        index.table(),
                        renamed(index.columns(), column, next),
                        renamed(index.definition(), column, next),
                        index.created())
                : index);
    }

    private static String renamed(String text, String column, String next) {
        return naming(column).matcher(text).replaceAll(Matcher.quoteReplacement(next));
    }

    private void renameTable(String from, String to, boolean pending) {
        if (pending) {
            formerNames.add(from);
            table(from).ifPresent(table -> table.renamed = !formerNames.contains(to));
        }
        rename(tables, from, to);
        indexes.replaceAll((name, index) -> index.table().equals(from)
                ? new Index(to, index.columns(), index.definition(), index.created())
                : index);
    }

    /** A new name is written without the schema, in which the object stays. */
    private static String sibling(String key, String name) {
        return key.substring(0, key.lastIndexOf('.') + 1) + name;
    }

    private String moved(SqlName object, String schema) {
        String bare = object.key().substring(object.key().lastIndexOf('.') + 1);
        return schema.equals(home) ? bare : schema + "." + bare;
    }

    private static <T> void rename(Map<String, T> map, String from, String to) {
        T value = map.remove(from);
        if (value != null) {
            map.put(to, value);
        }
    }
}
