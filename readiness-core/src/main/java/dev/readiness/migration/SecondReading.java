package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether two definitions differ only because PostgreSQL writes an expression differently once it has read its own text:
 * {@code ANY ((ARRAY['a'::varchar])::text[])} becomes {@code ANY (ARRAY[('a'::varchar)::text])}. The copy is given the live
 * definition in place of its own; if it then says what it said before, both mean the same.
 */
final class SecondReading {

    private SecondReading() {}

    /** Returns what still differs. {@code copy} is a connection to the copy, which is left as it was. */
    static List<SchemaDifference> settle(Connection copy, List<SchemaDifference> differences) throws SQLException {
        List<SchemaDifference> left = new ArrayList<>();
        copy.setAutoCommit(false);
        try {
            for (SchemaDifference difference : differences) {
                if (!meansTheSame(copy, difference)) {
                    left.add(difference);
                }
            }
        } finally {
            copy.rollback();
            copy.setAutoCommit(true);
        }
        return left;
    }

    private static boolean meansTheSame(Connection copy, SchemaDifference difference) throws SQLException {
        Optional<List<String>> statements = replacing(difference);
        if (statements.isEmpty() || difference.copy().equals(SchemaDifference.ABSENT)) {
            return false;
        }
        if (!more(difference.live()).equals(more(difference.copy()))) {
            return false;
        }
        try (Statement statement = copy.createStatement()) {
            for (String sql : statements.get()) {
                statement.execute(sql);
            }
            String now = SchemaFacts.read(copy).facts().getOrDefault(difference.object(), SchemaDifference.ABSENT);
            return definition(difference.copy()).equals(definition(now));
        } catch (SQLException ex) {
            // What the copy does not take is no other way to write the same.
            return false;
        } finally {
            copy.rollback();
        }
    }

    /** Returns what puts the live definition in the place of the copy's. */
    private static Optional<List<String>> replacing(SchemaDifference difference) {
        String object = difference.object();
        SqlReader reader = new SqlReader(object, SqlTokens.of(object).tokens());
        String kind = reader.next().text();
        String name = reader.name().spelled();
        String live = definition(difference.live());
        return Optional.ofNullable(
                switch (kind) {
                    case "constraint" -> {
                        String constraint = reader.name().spelled();
                        yield List.of(
                                "ALTER TABLE " + name + " DROP CONSTRAINT " + constraint,
                                "ALTER TABLE " + name + " ADD CONSTRAINT " + constraint + " " + live);
                    }
                    case "index" -> List.of("DROP INDEX " + name, live);
                    case "default" -> {
                        int dot = lastDot(name);
                        yield List.of("ALTER TABLE " + name.substring(0, dot) + " ALTER COLUMN "
                                + name.substring(dot + 1) + " SET DEFAULT " + live);
                    }
                    case "definition" -> List.of("CREATE OR REPLACE VIEW " + name + " AS " + live);
                    case "materialized" ->
                        List.of(
                                "DROP MATERIALIZED VIEW " + name + " CASCADE",
                                "CREATE MATERIALIZED VIEW " + name + " AS " + live);
                    default -> null;
                });
    }

    /** The definition comes first in a fact. */
    private static String definition(String fact) {
        List<SqlStatement> parts = SqlStatement.split(fact);
        return parts.isEmpty() ? "" : parts.get(0).text();
    }

    /** Returns what is said of an object beside its definition. */
    private static String more(String fact) {
        return fact.substring(Math.min(fact.length(), definition(fact).length()));
    }

    private static int lastDot(String column) {
        boolean quoted = false;
        int dot = -1;
        for (int i = 0; i < column.length(); i++) {
            quoted ^= column.charAt(i) == '"';
            if (column.charAt(i) == '.' && !quoted) {
                dot = i;
            }
        }
        return dot;
    }
}
