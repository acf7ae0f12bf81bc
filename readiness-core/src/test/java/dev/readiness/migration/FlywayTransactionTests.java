package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the lint says of Flyway's transactions, tried on Flyway. */
class FlywayTransactionTests extends ScriptsOnPostgres {

    @BeforeEach
    void makeTable() throws SQLException, IOException {
        Files.writeString(scripts.resolve("V1__table.sql"), "CREATE TABLE t (a int); CREATE INDEX t_a ON t (a);");
    }

    @Test
    void whatTheLintCallsMixedFlywayRefuses() throws IOException {
        for (String sql : List.of(
                "SET lock_timeout = '1s'; CREATE INDEX CONCURRENTLY i ON t (a);",
                "ALTER TABLE t ADD b int; VACUUM t;")) {
            write(sql);
            assertThat(rules(sql)).contains("mixed-file");
            assertThatThrownBy(() -> flyway(false).migrate())
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("mixed");
        }
    }

    @Test
    void whatTheLintSaysNeedsNoTransactionFailsInOne() throws IOException {
        write("REINDEX TABLE CONCURRENTLY t;");
        assertThat(rules("REINDEX TABLE CONCURRENTLY t;")).contains("concurrently-in-transaction");
        assertThatThrownBy(() -> flyway(false).migrate()).hasMessageContaining("cannot run inside a transaction block");

        Files.writeString(scripts.resolve("V2__x.sql.conf"), "executeInTransaction=false");
        assertThatCode(() -> flyway(false).migrate()).doesNotThrowAnyException();
    }

    @Test
    void anIndexThatIsBuiltConcurrentlyWaitsForFlywaysOwnLock() throws Exception {
        String sql = "CREATE INDEX CONCURRENTLY i ON t (a);";
        write(sql);
        assertThat(rules(sql)).containsExactly("concurrently-hangs-boot");

        CompletableFuture<Void> boot =
                CompletableFuture.runAsync(() -> flyway(true).migrate());
        String blocked =
                "SELECT count(*) FROM pg_stat_activity a, pg_stat_activity b WHERE a.query LIKE 'CREATE INDEX C%'"
                        + " AND b.pid = ANY (pg_blocking_pids(a.pid)) AND b.state = 'idle in transaction'";
        await().until(() -> query(blocked).equals("1"));
        assertThat(boot).isNotDone();

        query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX C%'");
        assertThatThrownBy(boot::join).hasRootCauseInstanceOf(SQLException.class);
        query("DROP INDEX i");
        flyway(false).migrate();
        assertThat(query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
                .isEqualTo("t");
    }

    private List<String> rules(String sql) {
        return MigrationLint.of(LintContext.ofVersion(15))
                .lint(List.of(), List.of(MigrationScript.of("V2__x.sql", sql)))
                .statements()
                .stream()
                .flatMap(statement -> statement.findings().stream())
                .map(LintFinding::rule)
                .toList();
    }

    private void write(String sql) throws IOException {
        Files.writeString(scripts.resolve("V2__x.sql"), sql);
    }

    private Flyway flyway(boolean transactionalLock) {
        return Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("filesystem:" + scripts)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "" + transactionalLock))
                .load();
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            if (!rows) {
                return "";
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
