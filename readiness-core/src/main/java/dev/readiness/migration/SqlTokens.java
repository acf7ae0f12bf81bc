package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;

/** Reads the tokens and the comments of a PostgreSQL script, as PostgreSQL's own scanner would. */
final class SqlTokens {

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private final List<SqlToken> comments = new ArrayList<>();
    private int at;
    private int line = 1;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    static SqlTokens of(String sql) {
        SqlTokens result = new SqlTokens(sql);
        result.read();
        return result;
    }

    List<SqlToken> tokens() {
        return tokens;
    }

    /** Returns the comments, with their signs, in order. */
    List<SqlToken> comments() {
        return comments;
    }

    private void read() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                skip(1);
            } else if (sql.startsWith("--", at)) {
                comments.add(take(SqlToken.Kind.TEXT, lineEnd(at)));
            } else if (sql.startsWith("/*", at)) {
                comments.add(take(SqlToken.Kind.TEXT, blockCommentEnd()));
            } else if (c == '\\') {
                tokens.add(take(SqlToken.Kind.BROKEN, lineEnd(at)));
            } else {
                SqlToken token = token(c);
                tokens.add(token);
                if (token.is(";") && endsCopyFromStdin()) {
                    skipCopiedRows();
                }
            }
        }
    }

    private boolean endsCopyFromStdin() {
        boolean stdin = false;
        for (int i = tokens.size() - 2; i >= 0 && !tokens.get(i).is(";"); i--) {
            stdin |= tokens.get(i).is("STDIN");
            if (tokens.get(i).is("COPY") && (i == 0 || tokens.get(i - 1).is(";"))) {
                return stdin;
            }
        }
        return false;
    }

    private void skipCopiedRows() {
        int from = Math.min(lineEnd(at) + 1, sql.length());
        while (from < sql.length()
                && !sql.substring(from, lineEnd(from)).strip().equals("\\.")) {
            from = Math.min(lineEnd(from) + 1, sql.length());
        }
        skip(Math.min(lineEnd(from), sql.length()) - at);
    }

    private SqlToken token(char c) {
        if (c == '\'') {
            return text(at + 1, false);
        }
        if (c == '"') {
            return delimited(SqlToken.Kind.QUOTED, at + 1, '"', false);
        }
        if ("eE".indexOf(c) >= 0 && next(1) == '\'') {
            return text(at + 2, true);
        }
        if ("bBxXnN".indexOf(c) >= 0 && next(1) == '\'') {
            return text(at + 2, false);
        }
        if ((c == 'u' || c == 'U') && next(1) == '&' && next(2) == '\'') {
            return text(at + 3, false);
        }
        if (c == '$' && next(1) == '{') {
            return word();
        }
        if (c == '$') {
            int tag = dollarTagEnd();
            return tag < 0 ? symbol() : dollarQuoted(sql.substring(at, tag));
        }
        if (Character.isDigit(c) || (c == '.' && Character.isDigit(next(1)))) {
            return number();
        }
        return wordPart(c) ? word() : symbol();
    }

    private SqlToken symbol() {
        return take(SqlToken.Kind.SYMBOL, at + (sql.startsWith("::", at) ? 2 : 1));
    }

    /** A placeholder of Flyway, {@code ${name}}, is part of the word that it stands in. */
    private SqlToken word() {
        int end = at;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (sql.startsWith("${", end)) {
                int close = sql.indexOf('}', end);
                if (close < 0) {
                    return take(SqlToken.Kind.BROKEN, sql.length());
                }
                end = close + 1;
            } else if (wordPart(c) || Character.isDigit(c) || c == '$') {
                end++;
            } else {
                break;
            }
        }
        return take(SqlToken.Kind.WORD, end);
    }

    private SqlToken number() {
        int end = at;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        return take(SqlToken.Kind.NUMBER, end);
    }

    private SqlToken text(int from, boolean backslashEscapes) {
        return delimited(SqlToken.Kind.TEXT, from, '\'', backslashEscapes);
    }

    private SqlToken delimited(SqlToken.Kind kind, int from, char quote, boolean backslashEscapes) {
        int end = from;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (backslashEscapes && c == '\\') {
                end += 2;
            } else if (c != quote) {
                end++;
            } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return take(kind, end + 1);
            }
        }
        return take(SqlToken.Kind.BROKEN, sql.length());
    }

    /** Returns the end of the opening {@code $tag$}, or -1 if there is none here. */
    private int dollarTagEnd() {
        int end = at + 1;
        while (end < sql.length()
                && (wordPart(sql.charAt(end)) || (end > at + 1 && Character.isDigit(sql.charAt(end))))) {
            end++;
        }
        return end < sql.length() && sql.charAt(end) == '$' ? end + 1 : -1;
    }

    private SqlToken dollarQuoted(String tag) {
        int close = sql.indexOf(tag, at + tag.length());
        return close < 0 ? take(SqlToken.Kind.BROKEN, sql.length()) : take(SqlToken.Kind.TEXT, close + tag.length());
    }

    private int blockCommentEnd() {
        int depth = 0;
        int end = at;
        while (end < sql.length()) {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
                if (depth == 0) {
                    return end;
                }
            } else {
                end++;
            }
        }
        return sql.length();
    }

    private static boolean wordPart(char c) {
        return c == '_' || Character.isLetter(c) || c > 127;
    }

    private char next(int offset) {
        return at + offset < sql.length() ? sql.charAt(at + offset) : ' ';
    }

    private int lineEnd(int from) {
        int end = sql.indexOf('\n', from);
        return end < 0 ? sql.length() : end;
    }

    private SqlToken take(SqlToken.Kind kind, int end) {
        int stop = Math.min(end, sql.length());
        SqlToken token = new SqlToken(kind, sql.substring(at, stop), at, line);
        skip(stop - at);
        return token;
    }

    private void skip(int length) {
        for (int i = at; i < at + length; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
            }
        }
        at += length;
    }
}
