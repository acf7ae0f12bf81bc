package dev.readiness.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which pending statements a release could not live with, whose needs and whose live schema are known. Reads scripts in the
 * order in which they run. Not safe for use by several threads.
 */
final class ReleaseJudge {

    private static final String DEFAULTS = "SELECT CASE WHEN n.nspname = '<home>' THEN '' ELSE n.nspname || '.' END"
            + " || c.relname || '.' || a.attname, a.attidentity <> ''"
            + " OR coalesce(pg_get_expr(d.adbin, d.adrelid), '') LIKE 'nextval(%'"
            + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
            + " WHERE c.relkind IN ('r', 'p') AND (a.atthasdef OR a.attidentity <> '') AND NOT a.attisdropped"
            + " AND n.nspname NOT IN ('pg_catalog', 'information_schema')";

    private static final Pattern IS_NOT_NULL =
            Pattern.compile("[(\\s]*(\"?\\w+\"?) IS NOT NULL[)\\s]*", Pattern.CASE_INSENSITIVE);

    private final ReleasedNeeds.Needs needs;
    private final KnownSchema schema;
    private final SchemaTraits traits;
    private final Set<String> withDefault = new HashSet<>();
    private final Set<String> numbered = new HashSet<>();

    /** Columns that the release does not know, that must have a value, and that nothing fills, with the statement to blame. */
    private final Map<String, String> unfilled = new LinkedHashMap<>();

    private final List<String> broken = new ArrayList<>();

    private ReleaseJudge(ReleasedNeeds.Needs needs, LintContext context) {
        this.needs = needs;
        schema = new KnownSchema(context.schema());
        traits = new SchemaTraits(schema, context.serverVersion());
    }

    static ReleaseJudge of(ReleasedNeeds.Needs needs, Connection live, LintContext context) throws SQLException {
        ReleaseJudge judge = new ReleaseJudge(needs, context);
        LiveSchema.read(live, judge.schema);
        try (Statement statement = live.createStatement();
                ResultSet row = statement.executeQuery(
                        DEFAULTS.replace("<home>", context.schema().replace("'", "''")))) {
            while (row.next()) {
                judge.withDefault.add(row.getString(1));
                if (row.getBoolean(2)) {
                    judge.numbered.add(row.getString(1));
                }
            }
        }
        return judge;
    }

    void read(MigrationScript script, LintContext context) {
        List<Recognised> statements = SqlStatement.split(script.sql()).stream()
                .map(statement -> Recognised.of(statement).in(context.schema()))
                .toList();
        FileTransaction transaction = new FileTransaction(script, statements, context);
        for (int i = 0; i < statements.size(); i++) {
            Recognised statement = statements.get(i);
            String place = script.name() + ":" + statement.statement().line() + ": "
                    + SafeVersion.summary(statement.statement().text());
            boolean breaks = false;
            for (SchemaChange change : statement.changes()) {
                traits.add(change);
                if (!change.has(Trait.NEW)) {
                    Optional<SchemaChange> maker = transaction.maker(change, i);
                    breaks |= breaks(change, statement.statement(), maker);
                }
                fill(change, place);
                schema.apply(change, true);
            }
            if (breaks) {
                broken.add(place);
            }
        }
    }

    /** Returns what was found so far, one place for each statement. */
    List<String> broken() {
        return Stream.concat(broken.stream(), unfilled.values().stream())
                .distinct()
                .toList();
    }

    private boolean breaks(SchemaChange change, SqlStatement statement, Optional<SchemaChange> maker) {
        String object = change.object().key();
        String column = object + "." + change.key("column");
        return switch (change.kind()) {
            case DROP_TABLE, DROP_VIEW, RENAME_TABLE, RENAME_VIEW, MOVE_TO_SCHEMA ->
                needs.table(object)
                        && maker.filter(view -> offersAll(object, view)).isEmpty();
            case DROP_SCHEMA, RENAME_SCHEMA -> needs.schema(object);
            case DROP_OWNED -> true;
            case DROP_EXTENSION -> change.has(Trait.CASCADE);
            case DROP_COLUMN, RENAME_COLUMN, DROP_EXPRESSION -> needs.column(column);
            case ALTER_COLUMN_TYPE ->
                needs.column(column)
                        && !change.has(Trait.UNCHANGED)
                        && !(change.has(Trait.TYPE_COMPATIBLE) && !change.has(Trait.TYPE_NARROWS));
            case ADD_COLUMN -> needs.table(object) && sameForAllRows(change);
            case SET_NOT_NULL, ADD_NOT_NULL -> mayBeNull(column) && !change.has(Trait.UNCHANGED);
            case DROP_DEFAULT -> numbered.contains(column) && needs.column(column);
            case ALTER_IDENTITY -> needs.column(column) && (has(statement, "DROP") || has(statement, "ALWAYS"));
            case ADD_CHECK -> needs.table(object) && refuses(change);
            case ADD_FOREIGN_KEY -> columns(change).anyMatch(name -> needs.column(object + "." + name));
            case ADD_UNIQUE, ADD_PRIMARY_KEY, ADD_EXCLUSION, CREATE_INDEX -> needs.table(object) && makesUnique(change);
            case DETACH_PARTITION, ENABLE_ROW_SECURITY -> needs.table(object);
            case DROP_TYPE, RENAME_TYPE, RENAME_ENUM_VALUE, ALTER_ATTRIBUTE, ADD_DOMAIN_CONSTRAINT ->
                typeNeeded(object);
            case DROP_SEQUENCE, RENAME_SEQUENCE -> needs.sequence(object);
            case ALTER_SEQUENCE -> needs.sequence(object) && has(statement, "INCREMENT");
            case REVOKE -> names(statement).anyMatch(name -> needs.table(name));
            default -> false;
        };
    }

    private boolean mayBeNull(String column) {
        return needs.column(column) && !needs.neverNull(column);
    }

    private boolean offersAll(String object, SchemaChange view) {
        Set<String> offered = view.part("viewColumns").lines().collect(Collectors.toSet());
        return offered.stream().anyMatch(column -> column.endsWith("*)"))
                || needs.columnsOf(object).stream().allMatch(offered::contains);
    }

    /** A second row with the same default is refused. */
    private static boolean sameForAllRows(SchemaChange change) {
        return (change.has(Trait.UNIQUE) || change.has(Trait.PRIMARY_KEY))
                && change.has(Trait.DEFAULT)
                && !change.has(Trait.DEFAULT_VOLATILE);
    }

    /** A condition on nothing that the release writes sees nulls and defaults only; nulls pass. */
    private boolean refuses(SchemaChange change) {
        String table = change.object().key();
        var single = IS_NOT_NULL.matcher(change.part("expression"));
        if (single.matches()) {
            return mayBeNull(table + "." + SchemaChange.folded(single.group(1)));
        }
        return needs.columnsOf(table).stream()
                .anyMatch(column -> KnownSchema.mentions(change.part("expression"), column));
    }

    /** Rows of the release may be equal, unless they have a null in a column of the key that it does not know. */
    private boolean makesUnique(SchemaChange change) {
        if (change.kind() == ChangeKind.CREATE_INDEX && !change.has(Trait.UNIQUE)) {
            return false;
        }
        if (change.has(Trait.USING_INDEX)) {
            return change.kind() == ChangeKind.ADD_PRIMARY_KEY && change.has(Trait.KEY_NULLABLE);
        }
        boolean plain = change.kind() == ChangeKind.ADD_UNIQUE
                || (change.kind() == ChangeKind.CREATE_INDEX
                        && !change.part("definition")
                                .toUpperCase(java.util.Locale.ROOT)
                                .contains("NULLS NOT"));
        String table = change.object().key() + ".";
        return !plain
                || columns(change)
                        .noneMatch(name -> !needs.column(table + name)
                                && schema.column(change.object().key(), name).isPresent()
                                && !withDefault.contains(table + name));
    }

    private static Stream<String> columns(SchemaChange change) {
        return Stream.of(change.part("columns").split(",", -1))
                .map(String::strip)
                .map(SchemaChange::folded);
    }

    private boolean typeNeeded(String type) {
        return schema.tables.entrySet().stream()
                .anyMatch(table -> table.getValue().columns.entrySet().stream()
                        .anyMatch(column -> needs.column(table.getKey() + "." + column.getKey())
                                && column.getValue().type() != null
                                && column.getValue()
                                        .type()
                                        .base()
                                        .replace("[]", "")
                                        .equals(type)));
    }

    private static boolean has(SqlStatement statement, String word) {
        return statement.tokens().stream().anyMatch(token -> token.is(word));
    }

    private Stream<String> names(SqlStatement statement) {
        return statement.tokens().stream().filter(SqlToken::isName).map(SqlToken::folded);
    }

    /** Follows which columns that the release does not know its inserts could not fill. */
    private void fill(SchemaChange change, String place) {
        String table = change.object().key();
        String column = table + "." + change.key("column");
        switch (change.kind()) {
            case ADD_COLUMN -> {
                boolean filled = change.has(Trait.DEFAULT)
                        || change.has(Trait.SERIAL)
                        || change.has(Trait.IDENTITY)
                        || change.has(Trait.GENERATED);
                if (filled) {
                    withDefault.add(column);
                } else if (change.has(Trait.NOT_NULL) && !keepsOld(change, table)) {
                    blame(change, column, place);
                }
            }
            case SET_NOT_NULL, ADD_NOT_NULL -> blame(change, column, place);
            case ADD_CHECK -> {
                var single = IS_NOT_NULL.matcher(change.part("expression"));
                if (single.matches()) {
                    blame(change, table + "." + SchemaChange.folded(single.group(1)), place);
                }
            }
            case SET_DEFAULT -> {
                withDefault.add(column);
                unfilled.remove(column);
            }
            case DROP_DEFAULT -> {
                withDefault.remove(column);
                boolean notNull = schema.column(table, change.key("column"))
                        .map(KnownSchema.Column::notNull)
                        .orElse(false);
                if (notNull) {
                    blame(change, column, place);
                }
            }
            case DROP_NOT_NULL, DROP_COLUMN -> unfilled.remove(column);
            default -> {
                // Fills nothing, and asks for nothing.
            }
        }
    }

    private boolean keepsOld(SchemaChange change, String table) {
        return change.has(Trait.IF_NOT_EXISTS)
                && schema.column(table, change.key("column")).isPresent();
    }

    private void blame(SchemaChange change, String column, String place) {
        boolean isNew =
                change.has(Trait.NEW) && schema.isCreated(change.object().key());
        if (needs.table(change.object().key())
                && !isNew
                && !needs.column(column)
                && !withDefault.contains(column)
                && !columnOfNewTable(change)) {
            unfilled.putIfAbsent(column, place);
        }
    }

    /** What CREATE TABLE says of its columns counts only if there was no such table. */
    private static boolean columnOfNewTable(SchemaChange change) {
        return change.kind() == ChangeKind.ADD_COLUMN && change.has(Trait.NEW);
    }
}
