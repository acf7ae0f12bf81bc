package dev.readiness.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads statements that read and write rows. */
final class DataForms {

    private static final Set<String> ENDS = Set.of("FROM", "WHERE", "RETURNING");

    private DataForms() {}

    static List<SchemaChange> insert(SqlReader reader) {
        reader.expect("INTO");
        SchemaChange change = SchemaChange.of(ChangeKind.INSERT, reader.name());
        calls(reader);
        change.with(reader.leftHas("SELECT"), Trait.FROM_QUERY);
        reader.rest();
        return List.of(change);
    }

    static List<SchemaChange> update(SqlReader reader) {
        reader.accept("ONLY");
        SchemaChange change = SchemaChange.of(ChangeKind.UPDATE, reader.name());
        calls(reader);
        while (!reader.accept("SET")) {
            reader.next();
        }
        change.with(assignsTwice(reader), Trait.TWICE);
        where(reader, change);
        return List.of(change);
    }

    static List<SchemaChange> delete(SqlReader reader) {
        reader.expect("FROM");
        reader.accept("ONLY");
        SchemaChange change = SchemaChange.of(ChangeKind.DELETE, reader.name());
        calls(reader);
        where(reader, change);
        return List.of(change);
    }

    static List<SchemaChange> merge(SqlReader reader) {
        reader.expect("INTO");
        reader.accept("ONLY");
        SchemaChange change = SchemaChange.of(ChangeKind.UPDATE, reader.name());
        calls(reader);
        reader.rest();
        return List.of(change);
    }

    static List<SchemaChange> copy(SqlReader reader) {
        if (reader.at("(")) {
            calls(reader);
            reader.rest();
            return List.of(SchemaChange.of(ChangeKind.SELECT));
        }
        SchemaChange change = SchemaChange.of(ChangeKind.COPY, reader.name());
        if (reader.leftHas("PROGRAM")) {
            throw new SqlReader.NotUnderstood("COPY runs a program");
        }
        reader.rest();
        return List.of(change);
    }

    /** Reads a query, or a WITH before any statement on rows. */
    static List<SchemaChange> select(SqlReader reader) {
        calls(reader);
        List<SchemaChange> changes = new ArrayList<>();
        List<SqlToken> left = reader.left();
        for (int i = 0; i < left.size(); i++) {
            SqlReader part = reader.ahead(i);
            if (part.accept("INSERT", "INTO")) {
                changes.add(SchemaChange.of(ChangeKind.INSERT, part.name()).with(Trait.FROM_QUERY));
            } else if (part.accept("DELETE", "FROM")) {
                changes.add(written(ChangeKind.DELETE, part));
            } else if (!forUpdate(left, i) && part.accept("UPDATE")) {
                changes.add(written(ChangeKind.UPDATE, part));
            } else if (part.at("INTO") && changes.isEmpty() && !part.at("INTO", "STRICT")) {
                throw new SqlReader.NotUnderstood("SELECT INTO makes a table");
            }
        }
        reader.rest();
        return changes.isEmpty() ? List.of(SchemaChange.of(ChangeKind.SELECT)) : changes;
    }

    private static boolean forUpdate(List<SqlToken> left, int i) {
        return i > 0
                && (left.get(i - 1).is("FOR")
                        || left.get(i - 1).is("KEY")
                        || left.get(i - 1).is("DO"));
    }

    private static SchemaChange written(ChangeKind kind, SqlReader reader) {
        reader.accept("ONLY");
        return SchemaChange.of(kind, reader.name()).with(!reader.leftHas("WHERE"), Trait.NO_WHERE);
    }

    /** A function may do anything, ALTER TABLE too. */
    static void calls(SqlReader reader) {
        SqlFunctions.unknown(reader.left()).ifPresent(name -> {
            throw new SqlReader.NotUnderstood("it calls " + name + ", of which it is not known what it does");
        });
    }

    /** Reads the assignments and returns whether a column is assigned twice. */
    private static boolean assignsTwice(SqlReader reader) {
        Set<String> columns = new HashSet<>();
        boolean twice = false;
        do {
            if (reader.at("(")) {
                reader.parenthesised();
            } else {
                twice |= !columns.add(reader.name().key());
                if (reader.accept("[")) {
                    twice = false;
                    reader.expression(Set.of("]"));
                    reader.expect("]");
                }
            }
            reader.expect("=");
            reader.expression(ENDS);
        } while (reader.accept(","));
        return twice;
    }

    private static void where(SqlReader reader, SchemaChange change) {
        boolean where = reader.leftHas("WHERE");
        change.with(!where, Trait.NO_WHERE).with(where && fewRows(reader.left()), Trait.FEW_ROWS);
        reader.rest();
    }

    /** One key compared with literals: {@code WHERE id = 5}, {@code WHERE code IN ('a', 'b')}. */
    private static boolean fewRows(List<SqlToken> tokens) {
        int from = 0;
        while (!tokens.get(from).is("WHERE")) {
            from++;
        }
        String text = "";
        for (SqlToken token : tokens.subList(from + 1, tokens.size())) {
            text += token.kind() == SqlToken.Kind.TEXT || token.kind() == SqlToken.Kind.NUMBER
                    ? "#"
                    : token.isName() ? token.text().toUpperCase(java.util.Locale.ROOT) + " " : token.text();
        }
        return text.matches("\\w*(?i:ID|KEY|CODE|NAME|UUID|SLUG) (=#|IN \\(#(,#)*\\))( AND .*)?");
    }
}
