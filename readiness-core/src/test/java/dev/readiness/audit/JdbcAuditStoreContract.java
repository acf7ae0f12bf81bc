package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the JDBC store must do on every database that it supports. */
abstract class JdbcAuditStoreContract extends AuditStoreContract {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00.123456789Z");

    private final TimeOrderedIds ids = new TimeOrderedIds();

    /** Returns a data source of the database under test. */
    abstract DataSource dataSource();

    @Override
    protected AuditStore createStore() throws SQLException {
        AuditTestDatabase.recreateTables(dataSource());
        return AuditStore.jdbc(dataSource());
    }

    @Test
    void theRecordIsRolledBackWithTheTransactionItJoined() throws SQLException {
        try (Connection callers = begin()) {
            joining(callers).appendInTransaction(entry());
            callers.rollback();
        }

        assertThat(rows()).isZero();
    }

    @Test
    void theRecordIsCommittedWithTheTransactionItJoinedAndNotBefore() throws SQLException {
        try (Connection callers = begin()) {
            joining(callers).appendInTransaction(entry());
            assertThat(rows()).isZero();
            callers.commit();
        }

        assertThat(rows()).isOne();
    }

    @Test
    void theRecordOfADenialSurvivesTheRollbackOfTheCaller() throws SQLException {
        try (Connection callers = begin()) {
            joining(callers).append(entry());
            callers.rollback();
        }

        assertThat(rows()).isOne();
    }

    @Test
    void theStoredTextIsTheJsonThatWasWritten() throws SQLException {
        AuditRecord entry = entry();
        AuditStore.jdbc(dataSource()).append(entry);

        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT content FROM readiness_audit")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo(AuditJson.write(entry)).isPrintable();
        }
    }

    @Test
    void createsTheTableOnlyOnce() {
        AuditTable.createIfAbsent(dataSource());

        assertThat(AuditTable.exists(dataSource())).isTrue();
    }

    @Test
    void saysThatTheRecordWasNotStoredWhenTheTableIsMissing() throws SQLException {
        execute("DROP TABLE readiness_audit");

        assertThat(AuditTable.exists(dataSource())).isFalse();
        assertThatExceptionOfType(AuditStoreException.class)
                .isThrownBy(() -> AuditStore.jdbc(dataSource()).append(entry()))
                .withMessageStartingWith("The record was not stored in readiness_audit");
    }

    private AuditStore joining(Connection callers) {
        return AuditStore.jdbc(dataSource(), () -> Optional.of(callers));
    }

    private Connection begin() throws SQLException {
        Connection connection = dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private AuditRecord entry() {
        return AuditRecord.builder(ids.next(NINE), NINE, "appointment.book")
                .reason("Müller")
                .build();
    }

    private long rows() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM readiness_audit")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
