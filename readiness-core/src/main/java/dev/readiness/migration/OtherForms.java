package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what is left: maintenance, settings, transactions. */
final class OtherForms {

    private OtherForms() {}

    static List<SchemaChange> truncate(SqlReader reader) {
        reader.accept("TABLE");
        reader.accept("ONLY");
        List<SqlName> tables = reader.names();
        boolean ignored = reader.accept("RESTART", "IDENTITY") || reader.accept("CONTINUE", "IDENTITY");
        boolean cascade = reader.cascade();
        reader.end();
        return tables.stream()
                .map(table -> SchemaChange.of(ChangeKind.TRUNCATE, table)
                        .with(cascade, Trait.CASCADE)
                        .with(ignored, Trait.IF_EXISTS))
                .toList();
    }

    static List<SchemaChange> reindex(SqlReader reader) {
        boolean option = reader.at("(") && reader.inParentheses().leftHas("CONCURRENTLY");
        String what = reader.next().text().toUpperCase(Locale.ROOT);
        boolean concurrently = reader.accept("CONCURRENTLY") || option;
        SchemaChange change = SchemaChange.of(ChangeKind.REINDEX, reader.atEnd() ? none() : reader.name());
        reader.end();
        boolean unseen = concurrently && (what.equals("INDEX") || what.equals("TABLE"));
        return List.of(change.part("what", what)
                .with(concurrently, Trait.CONCURRENTLY)
                .with(unseen, Trait.UNSEEN_BY_FLYWAY)
                .with(!what.equals("TABLE"), Trait.USING_INDEX));
    }

    static List<SchemaChange> cluster(SqlReader reader) {
        reader.accept("VERBOSE");
        SchemaChange change = SchemaChange.of(ChangeKind.CLUSTER, reader.atEnd() ? none() : reader.name());
        reader.rest();
        return List.of(change);
    }

    static List<SchemaChange> vacuum(SqlReader reader) {
        boolean full = reader.at("(") ? reader.inParentheses().leftHas("FULL") : reader.accept("FULL");
        boolean more = true;
        while (more) {
            more = reader.acceptOneOf("FREEZE", "VERBOSE", "ANALYZE");
        }
        SchemaChange change = SchemaChange.of(ChangeKind.VACUUM, reader.atEnd() ? none() : reader.name());
        reader.rest();
        return List.of(change.with(full, Trait.FULL));
    }

    static List<SchemaChange> lockTable(SqlReader reader) {
        reader.accept("TABLE");
        reader.accept("ONLY");
        List<SqlName> tables = reader.names();
        boolean weak = reader.accept("IN") && !reader.at("ACCESS", "EXCLUSIVE") && !reader.at("EXCLUSIVE");
        weak = weak && !reader.at("SHARE", "ROW") && !reader.at("SHARE", "MODE");
        reader.rest();
        ChangeKind kind = weak ? ChangeKind.HARMLESS : ChangeKind.LOCK_TABLE;
        return tables.stream().map(table -> SchemaChange.of(kind, table)).toList();
    }

    static List<SchemaChange> refresh(SqlReader reader) {
        reader.expect("MATERIALIZED", "VIEW");
        boolean concurrently = reader.accept("CONCURRENTLY");
        SchemaChange change = SchemaChange.of(ChangeKind.REFRESH_MATERIALIZED_VIEW, reader.name());
        reader.rest();
        return List.of(change.with(concurrently, Trait.CONCURRENTLY));
    }

    static List<SchemaChange> set(SqlReader reader) {
        boolean local = reader.accept("LOCAL");
        reader.accept("SESSION");
        if (reader.at("CONSTRAINTS")) {
            return List.of(CreateForms.rest(reader, SchemaChange.of(ChangeKind.HARMLESS)));
        }
        SqlName name = reader.atEnd() ? none() : reader.name();
        String value = reader.rest();
        boolean off = value.matches("(?i)(=|TO)\\s*('?0\\w*'?|DEFAULT)");
        return List.of(SchemaChange.of(ChangeKind.SET, name)
                .part("value", value)
                .with(local || name.key().equals("transaction") || name.key().equals("role"), Trait.LOCAL)
                .with(name.key().equals("lock_timeout") && !off, Trait.SETS_LOCK_TIMEOUT)
                .with(name.key().equals("session_replication_role"), Trait.SETS_REPLICATION_ROLE));
    }

    static List<SchemaChange> revoke(SqlReader reader) {
        return List.of(CreateForms.rest(reader, SchemaChange.of(ChangeKind.REVOKE)));
    }

    static List<SchemaChange> as(ChangeKind kind, SqlReader reader) {
        return List.of(CreateForms.rest(reader, SchemaChange.of(kind)));
    }

    /** Reads what plain text hides: the statements inside the body of a DO block, as far as they can be seen. */
    static List<SqlStatement> inside(String body) {
        List<SqlStatement> found = new ArrayList<>();
        for (SqlStatement statement : SqlStatement.split(body)) {
            List<SqlToken> tokens = statement.tokens();
            int from = tokens.size();
            for (int i = tokens.size() - 1; i >= 0; i--) {
                boolean first =
                        i == 0 || BEFORE.contains(tokens.get(i - 1).text().toUpperCase(Locale.ROOT));
                boolean verb = VERBS.contains(tokens.get(i).text().toUpperCase(Locale.ROOT));
                if (first && verb) {
                    from = i;
                    break;
                }
            }
            if (from < tokens.size()) {
                found.add(new SqlStatement(body, tokens.subList(from, tokens.size()), List.of()));
            }
        }
        return found;
    }

    private static final Set<String> BEFORE = Set.of("BEGIN", "THEN", "ELSE", "LOOP", ">>");

    private static final Set<String> VERBS = Set.of(
            "ALTER",
            "CREATE",
            "DROP",
            "TRUNCATE",
            "UPDATE",
            "DELETE",
            "INSERT",
            "REINDEX",
            "LOCK",
            "REFRESH",
            "CLUSTER",
            "REVOKE");

    private static SqlName none() {
        return new SqlName("", "", "");
    }
}
