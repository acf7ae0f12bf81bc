package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A statement with what it does.
 *
 * @param changes what was recognised of it
 * @param obstacle why it was not understood, or not wholly
 */
record Recognised(SqlStatement statement, List<SchemaChange> changes, Optional<String> obstacle) {

    private static final Map<String, Function<SqlReader, List<SchemaChange>>> FORMS = Map.ofEntries(
            Map.entry("CREATE", CreateForms::read),
            Map.entry("ALTER", AlterForms::read),
            Map.entry("DROP", DropForms::read),
            Map.entry("INSERT", DataForms::insert),
            Map.entry("UPDATE", DataForms::update),
            Map.entry("DELETE", DataForms::delete),
            Map.entry("MERGE", DataForms::merge),
            Map.entry("COPY", DataForms::copy),
            Map.entry("SELECT", DataForms::select),
            Map.entry("WITH", DataForms::select),
            Map.entry("VALUES", DataForms::select),
            Map.entry("TRUNCATE", OtherForms::truncate),
            Map.entry("REINDEX", OtherForms::reindex),
            Map.entry("CLUSTER", OtherForms::cluster),
            Map.entry("VACUUM", OtherForms::vacuum),
            Map.entry("LOCK", OtherForms::lockTable),
            Map.entry("REFRESH", OtherForms::refresh),
            Map.entry("SET", OtherForms::set),
            Map.entry("REVOKE", OtherForms::revoke),
            Map.entry("ANALYZE", reader -> OtherForms.as(ChangeKind.ANALYZE, reader)),
            Map.entry("COMMENT", reader -> OtherForms.as(ChangeKind.HARMLESS, reader)),
            Map.entry("GRANT", reader -> OtherForms.as(ChangeKind.HARMLESS, reader)),
            Map.entry("RESET", reader -> OtherForms.as(ChangeKind.HARMLESS, reader)),
            Map.entry("SHOW", reader -> OtherForms.as(ChangeKind.HARMLESS, reader)),
            Map.entry("NOTIFY", reader -> OtherForms.as(ChangeKind.HARMLESS, reader)),
            Map.entry("REASSIGN", reader -> OtherForms.as(ChangeKind.HARMLESS, reader)),
            Map.entry("SECURITY", reader -> OtherForms.as(ChangeKind.HARMLESS, reader)),
            Map.entry("DISCARD", reader -> OtherForms.as(ChangeKind.NEEDS_NO_TRANSACTION, reader)),
            Map.entry("BEGIN", reader -> OtherForms.as(ChangeKind.TRANSACTION, reader)),
            Map.entry("START", reader -> OtherForms.as(ChangeKind.TRANSACTION, reader)),
            Map.entry("COMMIT", reader -> OtherForms.as(ChangeKind.TRANSACTION, reader)),
            Map.entry("END", reader -> OtherForms.as(ChangeKind.TRANSACTION, reader)),
            Map.entry("ROLLBACK", reader -> OtherForms.as(ChangeKind.TRANSACTION, reader)),
            Map.entry("ABORT", reader -> OtherForms.as(ChangeKind.TRANSACTION, reader)));

    Recognised {
        changes = List.copyOf(changes);
    }

    static Recognised of(SqlStatement statement) {
        String first = statement.tokens().get(0).text();
        if (first.startsWith("\\")) {
            return new Recognised(
                    statement,
                    List.of(SchemaChange.of(ChangeKind.PSQL_COMMAND)),
                    Optional.of("a command of psql is no SQL"));
        }
        if (statement.isBroken()) {
            return unknown(statement, "a quote, a comment or a parenthesis is not closed");
        }
        if (first.equalsIgnoreCase("DO")) {
            return hidden(statement);
        }
        Function<SqlReader, List<SchemaChange>> form = FORMS.get(first.toUpperCase(Locale.ROOT));
        if (form == null) {
            return unknown(statement, "statements that begin with " + first + " are not known");
        }
        try {
            SqlReader reader = SqlReader.of(statement);
            reader.next();
            return new Recognised(statement, form.apply(reader), Optional.empty());
        } catch (SqlReader.NotUnderstood ex) {
            return unknown(statement, String.valueOf(ex.getMessage()));
        }
    }

    /** Returns the same where names without a schema belong to {@code home}. */
    Recognised in(String home) {
        return new Recognised(
                statement, changes.stream().map(change -> change.in(home)).toList(), obstacle);
    }

    /** What a block does depends on what it finds, so it stays unknown, whatever is seen inside. */
    private static Recognised hidden(SqlStatement statement) {
        String body = statement.tokens().stream()
                .filter(token -> token.kind() == SqlToken.Kind.TEXT)
                .map(SqlToken::content)
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
        List<SchemaChange> changes = new ArrayList<>();
        for (SqlStatement inner : OtherForms.inside(body)) {
            changes.addAll(of(inner).changes());
        }
        boolean dynamic = SqlTokens.of(body).tokens().stream().anyMatch(token -> token.is("EXECUTE"));
        changes.add(SchemaChange.of(ChangeKind.HIDDEN).with(dynamic, Trait.DYNAMIC));
        return new Recognised(statement, changes, Optional.of("what a DO block does is decided when it runs"));
    }

    private static Recognised unknown(SqlStatement statement, String obstacle) {
        return new Recognised(statement, List.of(), Optional.of(obstacle));
    }
}
