package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a script, without the semicolon.
 *
 * @param script the whole text, in which the offsets of the tokens count
 * @param tokens at least one
 * @param comments those before it and within it
 */
record SqlStatement(String script, List<SqlToken> tokens, List<SqlToken> comments) {

    SqlStatement {
        tokens = List.copyOf(tokens);
        comments = List.copyOf(comments);
    }

    int line() {
        return tokens.get(0).line();
    }

    String text() {
        return script.substring(
                tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    }

    boolean isBroken() {
        return tokens.stream().anyMatch(token -> token.kind() == SqlToken.Kind.BROKEN);
    }

    /** Returns the statements of {@code script}; the semicolons in bodies and parentheses end none. */
    static List<SqlStatement> split(String script) {
        SqlTokens read = SqlTokens.of(script);
        List<SqlStatement> statements = new ArrayList<>();
        List<SqlToken> current = new ArrayList<>();
        int comment = 0;
        Nesting nesting = new Nesting();
        for (SqlToken token : read.tokens()) {
            boolean psql = token.kind() == SqlToken.Kind.BROKEN && token.text().startsWith("\\");
            if (!psql && !(token.is(";") && nesting.isOutside())) {
                nesting.enter(token);
                current.add(token);
                continue;
            }
            comment = close(script, current, read.comments(), comment, token.start(), statements);
            nesting = new Nesting();
            if (psql) {
                statements.add(new SqlStatement(script, List.of(token), List.of()));
            }
        }
        close(script, current, read.comments(), comment, script.length(), statements);
        return statements;
    }

    private static int close(
            String script,
            List<SqlToken> tokens,
            List<SqlToken> comments,
            int firstComment,
            int end,
            List<SqlStatement> statements) {
        int last = firstComment;
        while (last < comments.size() && comments.get(last).start() < end) {
            last++;
        }
        if (!tokens.isEmpty()) {
            statements.add(new SqlStatement(script, tokens, comments.subList(firstComment, last)));
            tokens.clear();
            return last;
        }
        return last;
    }

    /** Parentheses, and the body of a function in standard SQL: {@code BEGIN ATOMIC … END}. */
    private static final class Nesting {

        private int parentheses;
        private int blocks;
        private boolean begun;

        void enter(SqlToken token) {
            if (token.is("(")) {
                parentheses++;
            } else if (token.is(")")) {
                parentheses--;
            } else if ((token.is("ATOMIC") && begun) || (blocks > 0 && token.is("CASE"))) {
                blocks++;
            } else if (token.is("END") && blocks > 0) {
                blocks--;
            }
            begun = token.is("BEGIN");
        }

        boolean isOutside() {
            return parentheses <= 0 && blocks == 0;
        }
    }
}
