package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTests {

    @TempDir
    private Path scripts;

    private final DataSource database = h2();

    @Test
    void stateOfANewSchemaHasEverythingPending() throws Exception {
        write("V1__patients.sql", "create table patient (id bigint primary key)");

        MigrationState state = migrations().state();

        assertThat(state.currentVersion()).isEmpty();
        assertThat(state.applied()).isEmpty();
        assertThat(state.pending()).containsExactly("V1__patients.sql");
    }

    @Test
    void stateChangesNothing() throws Exception {
        write("V1__patients.sql", "create table patient (id bigint primary key)");

        migrations().state();

        assertThat(hasTables()).isFalse();
    }

    @Test
    void migrateReturnsWhatItDid() throws Exception {
        write("V1__patients.sql", "create table patient (id bigint primary key)");
        migrations().migrate();
        write("V2__phone.sql", "alter table patient add column phone varchar(40)");

        assertThat(migrations().migrate()).isEqualTo(new MigrationRun(Optional.of("1"), List.of("V2__phone.sql")));
    }

    @Test
    void migrateDoesNothingWhenTheSchemaIsUpToDate() throws Exception {
        write("V1__patients.sql", "create table patient (id bigint primary key)");
        migrations().migrate();

        assertThat(migrations().migrate().applied()).isEmpty();
    }

    @Test
    void stateAfterMigratingHasTheVersionAndNothingPending() throws Exception {
        write("V1__patients.sql", "create table patient (id bigint primary key)");
        migrations().migrate();

        MigrationState state = migrations().state();

        assertThat(state.currentVersion()).hasValue("1");
        assertThat(state.applied()).containsExactly("V1__patients.sql");
        assertThat(state.pending()).isEmpty();
        assertThat(state.failed()).isEmpty();
    }

    @Test
    void stateNamesAMigrationThatStoppedHalfWay() throws Exception {
        write("V1__broken.sql", "create table patient (id bigint primary key); insert into nowhere values (1)");

        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> migrations().migrate());
        assertThat(migrations().state().failed()).containsExactly("V1__broken.sql");
        assertThat(migrations().state().applied()).isEmpty();
    }

    @Test
    void stateNamesTheDependencyToAddWhenFlywayDoesNotKnowTheDatabase() {
        Migrations migrations = Migrations.of(mysqlWithoutItsModule(), "filesystem:" + scripts);

        assertThatExceptionOfType(MissingDatabaseModuleException.class)
                .isThrownBy(migrations::state)
                .withMessageContaining("'MySQL 8.4'")
                .withMessageContaining("<artifactId>flyway-mysql</artifactId>");
    }

    @Test
    void refusesToGuessWhereTheScriptsAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Migrations.of(database))
                .withMessageStartingWith("'locations' must name at least one place");
    }

    private Migrations migrations() {
        return Migrations.of(database, "filesystem:" + scripts);
    }

    private void write(String script, String sql) throws IOException {
        Files.writeString(scripts.resolve(script), sql);
    }

    private boolean hasTables() throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
            return tables.next();
        }
    }

    private static DataSource h2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }

    /** Returns H2 under the name of a database whose Flyway module is not on the class path. */
    private DataSource mysqlWithoutItsModule() {
        return overriding(DataSource.class, database, Map.of("getConnection", (Answer) () -> {
            Connection connection = database.getConnection();
            DatabaseMetaData metaData = overriding(
                    DatabaseMetaData.class,
                    connection.getMetaData(),
                    Map.of(
                            "getURL", () -> "jdbc:mysql://127.0.0.1/clinic",
                            "getDatabaseProductName", () -> "MySQL",
                            "getDatabaseMajorVersion", () -> 8,
                            "getDatabaseMinorVersion", () -> 4));
            return overriding(Connection.class, connection, Map.of("getMetaData", () -> metaData));
        }));
    }

    private static <T> T overriding(Class<T> type, T original, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    try {
                        return answer != null ? answer.get() : method.invoke(original, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                }));
    }

    private interface Answer {
        Object get() throws SQLException;
    }
}
