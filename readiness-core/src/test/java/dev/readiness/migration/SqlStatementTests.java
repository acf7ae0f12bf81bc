package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlStatementTests {

    @Test
    void semicolonsInsideEndNothing() {
        assertThat(texts("SELECT ';', $$;$$, $a$;$$;$a$, E'\\';', \"a;b\" /* ; /* ; */ ; */ -- ;\n; SELECT (1;2)"))
                .containsExactly("SELECT ';', $$;$$, $a$;$$;$a$, E'\\';', \"a;b\"", "SELECT (1;2)");
    }

    @Test
    void aBodyInStandardSqlIsOneStatement() {
        assertThat(texts("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;"
                        + " SELECT 3"))
                .hasSize(2);
        assertThat(texts("BEGIN; SELECT 1; END; SELECT 2")).hasSize(4);
    }

    @Test
    void copiedRowsAreNoStatements() {
        assertThat(texts("COPY a (b) FROM stdin;\n1;2\tDROP TABLE a;\n\\.\nSELECT 1;"))
                .containsExactly("COPY a (b) FROM stdin", "SELECT 1");
    }

    @Test
    void whatIsNotClosedIsBroken() {
        assertThat(SqlStatement.split("SELECT 'a; DROP TABLE b").get(0).isBroken())
                .isTrue();
        assertThat(SqlStatement.split("SELECT $x$ a; DROP TABLE b $$").get(0).isBroken())
                .isTrue();
        assertThat(SqlStatement.split("SELECT 1").get(0).isBroken()).isFalse();
    }

    @Test
    void commandsOfPsqlAreTheirOwn() {
        assertThat(texts("\\restrict abc;def\nSELECT 1; \\connect x\n"))
                .containsExactly("\\restrict abc;def", "SELECT 1", "\\connect x");
    }

    @Test
    void placeholdersArePartsOfNames() {
        assertThat(texts("CREATE TABLE ${schema}.a_${x} (id int)"))
                .containsExactly("CREATE TABLE ${schema}.a_${x} (id int)");
        assertThat(Recognised.of(SqlStatement.split("CREATE TABLE ${schema}.a_${x} (id int)")
                                .get(0))
                        .obstacle())
                .isEmpty();
    }

    @Test
    void linesAndCommentsBelongToTheirStatement() {
        List<SqlStatement> statements =
                SqlStatement.split("-- one\nSELECT 1;\n\n-- two\n-- three\nSELECT\n2 -- four\n;");

        assertThat(statements).extracting(SqlStatement::line).containsExactly(2, 6);
        assertThat(statements.get(1).comments())
                .extracting(SqlToken::text)
                .containsExactly("-- two", "-- three", "-- four");
    }

    @Test
    void anEmptyScriptHasNoStatement() {
        assertThat(SqlStatement.split("")).isEmpty();
        assertThat(SqlStatement.split(" ; -- nothing\n;")).isEmpty();
    }

    private static List<String> texts(String sql) {
        return SqlStatement.split(sql).stream().map(SqlStatement::text).toList();
    }
}
