package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Keeps records in a table: one {@code INSERT} each, on the caller's connection or on one of its own. */
final class JdbcAuditStore implements AuditStore {

    private static final String INSERT = "INSERT INTO " + AuditTable.NAME
            + " (id, recorded_at, action, outcome, actor, tenant, content) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:(h2:mem|hsqldb:mem|derby:memory)\\b.*");

    private final DataSource dataSource;
    private final CallersConnection callers;

    JdbcAuditStore(DataSource dataSource, CallersConnection callers) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.callers = Objects.requireNonNull(callers, "callers");
    }

    @Override
    public void append(AuditRecord entry) {
        try (Connection connection = dataSource.getConnection()) {
            OwnTransaction.run(connection, () -> insert(connection, entry));
        } catch (SQLException ex) {
            if (!UNIQUE_VIOLATION.equals(ex.getSQLState())) {
                throw notStored(ex);
            }
        }
    }

    @Override
    public void appendInTransaction(AuditRecord entry) {
        Optional<Connection> connection = callers.current();
        if (connection.isEmpty()) {
            append(entry);
            return;
        }
        try {
            insert(connection.get(), entry);
        } catch (SQLException ex) {
            throw notStored(ex);
        }
    }

    @Override
    public AuditPage read(AuditQuery query) {
        AuditSelect select = new AuditSelect(query);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(select.sql())) {
            select.bind(statement);
            return AuditPage.of(records(statement), query.limit());
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot read the table " + AuditTable.NAME + ": " + ex.getMessage(), ex);
        }
    }

    @Override
    public boolean isDurable() {
        try (Connection connection = dataSource.getConnection()) {
            return !IN_MEMORY.matcher(connection.getMetaData().getURL()).matches();
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot ask the database where it keeps its data: " + ex.getMessage(), ex);
        }
    }

    @Override
    public boolean joinsTransactions() {
        return callers != CallersConnection.NONE;
    }

    private static void insert(Connection connection, AuditRecord entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, entry.id());
            statement.setObject(2, entry.time().atOffset(ZoneOffset.UTC));
            statement.setString(3, entry.action());
            statement.setString(4, entry.outcome().name());
            statement.setString(5, entry.actor().id());
            statement.setString(6, entry.tenant());
            statement.setString(7, AuditJson.write(entry));
            statement.executeUpdate();
        }
    }

    private static List<AuditRecord> records(PreparedStatement statement) throws SQLException {
        List<AuditRecord> records = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                records.add(AuditJson.read(rows.getString(1)));
            }
        }
        return records;
    }

    /** Names the state and not the message: a driver's message may quote the row. */
    private static AuditStoreException notStored(SQLException ex) {
        return new AuditStoreException(
                "The record was not stored in " + AuditTable.NAME + " (SQL state " + ex.getSQLState() + ")", ex);
    }
}
