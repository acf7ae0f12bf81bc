package dev.readiness.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a view offers by name, as far as its text tells: each column by its name, and in parentheses, as it is written, what has a
 * name that only the database knows, such as {@code p.*}.
 */
final class ViewColumns {

    private static final Set<String> ENDS = Set.of(
            "FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT", "WITH");

    /** Words that an item can end with and that are no name. */
    private static final Set<String> NO_NAMES = Set.of("NULL", "TRUE", "FALSE", "END", "ISNULL", "NOTNULL", "UNKNOWN");

    private ViewColumns() {}

    /** Reads on from behind the name of a view. Nothing if it is no query with a list of columns. */
    static List<String> read(SqlReader reader) {
        if (reader.at("(")) {
            List<String> names = new ArrayList<>();
            for (SqlName name : reader.inParentheses().names()) {
                names.add(name.key());
            }
            return names;
        }
        while (!reader.atEnd() && !reader.accept("AS")) {
            reader.next();
        }
        List<String> columns = new ArrayList<>();
        if (!toSelect(reader)) {
            return columns;
        }
        do {
            columns.add(column(reader.expression(ENDS)));
        } while (reader.accept(","));
        return columns;
    }

    /** Stands behind the first SELECT outside parentheses, if there is one. */
    private static boolean toSelect(SqlReader reader) {
        while (!reader.atEnd() && !reader.at("SELECT")) {
            if (reader.at("(")) {
                reader.parenthesised();
            } else {
                reader.next();
            }
        }
        if (!reader.accept("SELECT")) {
            return false;
        }
        reader.accept("ALL");
        if (reader.accept("DISTINCT") && reader.accept("ON")) {
            reader.parenthesised();
        }
        return !reader.atEnd();
    }

    private static String column(SqlReader item) {
        List<SqlToken> tokens = item.left();
        SqlToken last = tokens.get(tokens.size() - 1);
        Optional<SqlToken> before = tokens.size() == 1 ? Optional.empty() : Optional.of(tokens.get(tokens.size() - 2));
        boolean named = last.isName() && !NO_NAMES.contains(last.text().toUpperCase(Locale.ROOT));
        boolean alias = before.filter(token -> token.is("AS")).isPresent();
        boolean plain = tokens.stream().allMatch(token -> token.isName() || token.is("."))
                && before.filter(token -> !token.is(".")).isEmpty();
        boolean cast = tokens.stream().anyMatch(token -> token.is("::"));
        boolean implied = before.isPresent() && !cast && endsValue(before.get());
        return named && (alias || plain || implied) ? last.folded() : "(" + text(tokens) + ")";
    }

    private static boolean endsValue(SqlToken token) {
        return token.is(")")
                || token.kind() == SqlToken.Kind.TEXT
                || token.kind() == SqlToken.Kind.NUMBER
                || token.is("END");
    }

    private static String text(List<SqlToken> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token ->
                text.append(token.isName() ? token.folded() : token.text()).append(' '));
        return text.toString().strip();
    }

    /** Returns what {@code now} lacks of {@code before}; nothing at all if that cannot be told. */
    static Optional<Set<String>> missing(List<String> before, List<String> now) {
        Set<String> missing = new HashSet<>(before);
        now.forEach(missing::remove);
        boolean told = !before.isEmpty()
                && !now.isEmpty()
                && (missing.isEmpty()
                        || (missing.stream().noneMatch(column -> column.startsWith("("))
                                && before.containsAll(now.stream()
                                        .filter(column -> column.startsWith("("))
                                        .toList())));
        return told ? Optional.of(missing) : Optional.empty();
    }
}
