package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingUnsafeTests extends ScriptsOnPostgres {

    @BeforeEach
    void makeTables() throws SQLException, IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            Files.writeString(
                    scripts.resolve("V1__tables.sql"),
                    "CREATE TABLE large (a int, b varchar(20)); INSERT INTO large SELECT generate_series(1, 20000);"
                            + " CREATE TABLE small (a int);");
            migrations().migrate();
            statement.execute("ANALYZE");
        }
    }

    @Test
    void nothingPendingPasses() {
        assertThat(finding().result()).isEqualTo(Result.PASS);
    }

    @Test
    void aHazardIsNamedWithItsPlace() throws Exception {
        write("ALTER TABLE large ALTER COLUMN a SET NOT NULL;");

        assertThat(finding().result()).isEqualTo(Result.FAIL);
        assertThat(finding().problem()).contains("V2__x.sql:1 not-null-scans");
        LintFinding said = migrations().lintPending().findings().get(0);
        assertThat(said.grade()).isEqualTo(LintGrade.CONTEXT);
        assertThat(said.estimate()).isPresent();
    }

    @Test
    void aSmallTableHurtsNobody() throws Exception {
        write("ALTER TABLE small ALTER COLUMN a SET NOT NULL;");

        assertThat(finding().result()).isEqualTo(Result.PASS);
        assertThat(migrations().lintPending().findings().get(0).severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void theLiveSchemaTellsTypes() throws Exception {
        write("ALTER TABLE large ALTER COLUMN b TYPE varchar(40);");
        assertThat(finding().result()).isEqualTo(Result.PASS);

        write("ALTER TABLE large ALTER COLUMN b TYPE varchar(10);");
        assertThat(finding().result()).isEqualTo(Result.FAIL);
    }

    @Test
    void whatIsNotUnderstoodIsUnknown() throws Exception {
        write("SELECT do_something();");

        assertThat(finding().result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void anotherDatabaseIsUnknown() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

        assertThat(finding(Migrations.of(h2, "filesystem:" + scripts)).result()).isEqualTo(Result.UNKNOWN);
    }

    private void write(String sql) throws IOException {
        Files.writeString(scripts.resolve("V2__x.sql"), sql);
    }

    private Migrations migrations() {
        return Migrations.of(postgres.getPostgresDatabase(), "filesystem:" + scripts);
    }

    private Finding finding() {
        return finding(migrations());
    }

    private static Finding finding(Migrations migrations) {
        List<Finding> findings = MigrationRules.pendingUnsafe(() -> Map.of("flyway", migrations))
                .assess(new Inventory("clinic", List.of()));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
