package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a statement from left to right. What does not fit throws {@link NotUnderstood}, which makes it unknown. */
final class SqlReader {

    private final String script;
    private final List<SqlToken> tokens;
    private int at;

    SqlReader(String script, List<SqlToken> tokens) {
        this.script = script;
        this.tokens = tokens;
    }

    static SqlReader of(SqlStatement statement) {
        return new SqlReader(statement.script(), statement.tokens());
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    /** Returns whether these words or symbols come next. */
    boolean at(String... words) {
        if (at + words.length > tokens.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean atOneOf(Set<String> words) {
        return !atEnd()
                && tokens.get(at).kind() != SqlToken.Kind.QUOTED
                && words.contains(tokens.get(at).text().toUpperCase(Locale.ROOT));
    }

    boolean accept(String... words) {
        if (at(words)) {
            at += words.length;
            return true;
        }
        return false;
    }

    boolean acceptOneOf(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return true;
            }
        }
        return false;
    }

    void expect(String... words) {
        if (!accept(words)) {
            throw new NotUnderstood("'" + String.join(" ", words) + "' was expected" + here());
        }
    }

    boolean ifExists() {
        return accept("IF", "EXISTS");
    }

    boolean ifNotExists() {
        return accept("IF", "NOT", "EXISTS");
    }

    SqlToken next() {
        if (atEnd()) {
            throw new NotUnderstood("the statement ends too early");
        }
        return tokens.get(at++);
    }

    SqlToken peek() {
        if (atEnd()) {
            throw new NotUnderstood("the statement ends too early");
        }
        return tokens.get(at);
    }

    /** Reads a name with up to two dots. */
    SqlName name() {
        SqlToken first = next();
        if (!first.isName()) {
            throw new NotUnderstood("a name was expected instead of '" + first.text() + "'");
        }
        List<SqlToken> parts = new ArrayList<>(List.of(first));
        while (at(".")) {
            next();
            SqlToken part = next();
            if (!part.isName()) {
                throw new NotUnderstood("a name was expected instead of '" + part.text() + "'");
            }
            parts.add(part);
        }
        SqlToken last = parts.get(parts.size() - 1);
        String key = last.folded();
        if (parts.size() > 1 && !parts.get(parts.size() - 2).folded().equals("public")) {
            key = parts.get(parts.size() - 2).folded() + "." + key;
        }
        return new SqlName(script.substring(first.start(), last.end()), key, last.text());
    }

    List<SqlName> names() {
        List<SqlName> names = new ArrayList<>(List.of(name()));
        while (accept(",")) {
            names.add(name());
        }
        return names;
    }

    /** Reads balanced parentheses and returns what is between them. */
    String parenthesised() {
        SqlReader inner = inParentheses();
        return inner.rest();
    }

    /** Reads balanced parentheses and returns a reader of what is between them. */
    SqlReader inParentheses() {
        expect("(");
        int from = at;
        int depth = 1;
        while (depth > 0) {
            SqlToken token = next();
            depth += opens(token) - closes(token);
        }
        return new SqlReader(script, tokens.subList(from, at - 1));
    }

    private static int opens(SqlToken token) {
        return token.is("(") || token.is("[") ? 1 : 0;
    }

    private static int closes(SqlToken token) {
        return token.is(")") || token.is("]") ? 1 : 0;
    }

    /** Reads an expression: up to a comma or one of {@code stops} outside parentheses, or the end. */
    SqlReader expression(Set<String> stops) {
        int from = at;
        int depth = 0;
        int cases = 0;
        while (!atEnd()) {
            SqlToken token = tokens.get(at);
            boolean stop = depth == 0 && cases == 0 && at > from && (token.is(",") || atOneOf(stops));
            if (stop || (depth == 0 && token.is(")"))) {
                break;
            }
            depth += opens(token) - closes(token);
            cases += token.is("CASE") ? 1 : 0;
            cases -= token.is("END") && cases > 0 ? 1 : 0;
            at++;
        }
        if (at == from) {
            throw new NotUnderstood("an expression was expected" + here());
        }
        return new SqlReader(script, tokens.subList(from, at));
    }

    /** Throws if two values stand side by side with nothing between them that connects them. */
    SqlReader wellFormed() {
        for (int i = at; i + 1 < tokens.size(); i++) {
            SqlToken one = tokens.get(i);
            SqlToken other = tokens.get(i + 1);
            if (isValue(one) && isValue(other) && !(one.kind() == other.kind() && one.kind() == SqlToken.Kind.TEXT)) {
                throw new NotUnderstood("'" + other.text() + "' was not expected behind '" + one.text() + "'");
            }
        }
        return this;
    }

    private static boolean isValue(SqlToken token) {
        return switch (token.kind()) {
            case WORD -> !CONNECTING.contains(token.text().toUpperCase(Locale.ROOT));
            case QUOTED, TEXT, NUMBER -> true;
            case SYMBOL, BROKEN -> false;
        };
    }

    /** Words that stand beside values: operators, parts of types, parts of CASE and of queries. */
    private static final Set<String> CONNECTING = Set.of(
            "AND",
            "OR",
            "NOT",
            "IS",
            "NULL",
            "IN",
            "LIKE",
            "ILIKE",
            "SIMILAR",
            "TO",
            "ESCAPE",
            "BETWEEN",
            "SYMMETRIC",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "AT",
            "TIME",
            "ZONE",
            "COLLATE",
            "DISTINCT",
            "FROM",
            "ARRAY",
            "ROW",
            "ANY",
            "ALL",
            "SOME",
            "AS",
            "CAST",
            "INTERVAL",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "WITH",
            "WITHOUT",
            "CHARACTER",
            "VARYING",
            "DOUBLE",
            "PRECISION",
            "BIT",
            "YEAR",
            "MONTH",
            "DAY",
            "HOUR",
            "MINUTE",
            "SECOND",
            "SELECT",
            "WHERE",
            "GROUP",
            "ORDER",
            "BY",
            "LIMIT",
            "FOR",
            "OVERLAPS",
            "ISNULL",
            "NOTNULL",
            "EXISTS",
            "OPERATOR",
            "VALUE",
            "TRUE",
            "FALSE",
            "UNKNOWN");

    /** Returns the text of the tokens that are left, and reads them. */
    String rest() {
        if (atEnd()) {
            return "";
        }
        String text = script.substring(
                tokens.get(at).start(), tokens.get(tokens.size() - 1).end());
        at = tokens.size();
        return text;
    }

    /** Returns the tokens that are left, without reading them. */
    List<SqlToken> left() {
        return tokens.subList(at, tokens.size());
    }

    /** Returns another reader, {@code offset} tokens further on. */
    SqlReader ahead(int offset) {
        return new SqlReader(script, tokens.subList(at + offset, tokens.size()));
    }

    boolean leftHas(String word) {
        return left().stream().anyMatch(token -> token.is(word));
    }

    /** Reads {@code CASCADE} or {@code RESTRICT}, if there is one. */
    boolean cascade() {
        boolean cascade = accept("CASCADE");
        if (!cascade) {
            accept("RESTRICT");
        }
        return cascade;
    }

    /** Throws if anything is left. */
    void end() {
        if (!atEnd()) {
            throw new NotUnderstood("'" + peek().text() + "' was not expected");
        }
    }

    Optional<SqlToken> last() {
        return tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.get(tokens.size() - 1));
    }

    private String here() {
        return atEnd() ? " at the end" : " instead of '" + peek().text() + "'";
    }

    /** What the recogniser has no form for. */
    static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message, null, false, false);
        }
    }
}
