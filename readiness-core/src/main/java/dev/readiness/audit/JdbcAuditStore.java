package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps records in a table: one {@code INSERT} each, on the caller's connection or on one of its own. */
final class JdbcAuditStore implements AuditStore {

    private static final String INSERT = "INSERT INTO " + AuditTable.NAME
            + " (id, recorded_at, action, outcome, actor, tenant, subject, target_type, target_id, content, mac)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** SQL states of a key that is there already: H2 and PostgreSQL say the first, MariaDB the second. */
    private static final Set<String> UNIQUE_VIOLATION = Set.of("23505", "23000");

    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:(h2:mem|hsqldb:mem|derby:memory)\\b.*");

    private final DataSource dataSource;
    private final CallersConnection callers;
    private final @Nullable AuditKey key;
    private final @Nullable AuditReceipts receipts;
    private volatile @Nullable SqlDialect dialect;

    JdbcAuditStore(
            DataSource dataSource,
            CallersConnection callers,
            @Nullable AuditKey key,
            @Nullable AuditReceipts receipts) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.callers = Objects.requireNonNull(callers, "callers");
        this.key = key;
        this.receipts = receipts;
    }

    @Override
    public void append(AuditRecord entry) {
        try (Connection connection = dataSource.getConnection()) {
            acknowledge(entry, OwnTransaction.call(connection, () -> insert(connection, entry)));
        } catch (SQLException ex) {
            if (!isRepeated(ex)) {
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
            String content = insert(connection.get(), entry);
            callers.afterCommit(() -> acknowledge(entry, content));
        } catch (SQLException ex) {
            throw notStored(ex);
        }
    }

    @Override
    public AuditPage read(AuditQuery query) {
        try (Connection connection = dataSource.getConnection()) {
            AuditSelect select = new AuditSelect(query, dialect(connection));
            try (PreparedStatement statement = connection.prepareStatement(select.sql())) {
                select.bind(statement);
                return AuditPage.of(records(statement), query.limit());
            }
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

    private void acknowledge(AuditRecord entry, String content) {
        if (receipts != null) {
            receipts.acknowledge(entry.id(), content);
        }
    }

    /** Returns the bytes that were stored. */
    private String insert(Connection connection, AuditRecord entry) throws SQLException {
        SqlDialect sql = dialect(connection);
        String content = AuditJson.write(entry);
        IndexColumns columns = IndexColumns.of(entry);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, sql.id(entry.id()));
            statement.setObject(2, sql.time(entry.time()));
            statement.setString(3, columns.action());
            statement.setString(4, columns.outcome());
            statement.setString(5, columns.actor());
            statement.setString(6, columns.tenant());
            statement.setString(7, columns.subject());
            statement.setString(8, columns.targetType());
            statement.setString(9, columns.targetId());
            statement.setString(10, content);
            statement.setString(11, key == null ? null : key.mac().of(entry.id(), content));
            statement.executeUpdate();
        }
        References.insert(connection, sql, entry);
        return content;
    }

    private SqlDialect dialect(Connection connection) throws SQLException {
        SqlDialect known = dialect;
        if (known == null) {
            known = SqlDialect.of(connection);
            dialect = known;
        }
        return known;
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

    private static boolean isRepeated(SQLException ex) {
        return ex.getSQLState() != null && UNIQUE_VIOLATION.contains(ex.getSQLState());
    }

    /** Names the state and not the message: a driver's message may quote the row. */
    private static AuditStoreException notStored(SQLException ex) {
        return new AuditStoreException(
                "The record was not stored in " + AuditTable.NAME + " (SQL state " + ex.getSQLState() + ")", ex);
    }
}
