package dev.readiness.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** Keys of subjects in a table; an erased one leaves an empty row, so that no new key takes its place. */
final class JdbcSubjectKeyStore implements SubjectKeyStore {

    private static final String FIND = "SELECT wrapped_key FROM readiness_subject_key WHERE subject = ?";

    private static final String ADD = "INSERT INTO readiness_subject_key (subject, wrapped_key) VALUES (?, ?)";

    private static final String ERASE =
            "UPDATE readiness_subject_key SET wrapped_key = NULL WHERE subject = ? AND wrapped_key IS NOT NULL";

    private static final String CONSTRAINT_VIOLATION = "23";

    private final DataSource dataSource;

    JdbcSubjectKeyStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static void createTableIfAbsent(DataSource dataSource) {
        if (tableExists(dataSource)) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(ddl());
        } catch (SQLException ex) {
            if (!tableExists(dataSource)) {
                throw new IllegalStateException("the table readiness_subject_key could not be created", ex);
            }
        }
    }

    static boolean tableExists(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return isReadable(statement);
        } catch (SQLException ex) {
            throw new IllegalStateException("the table readiness_subject_key could not be looked for", ex);
        }
    }

    private static boolean isReadable(Statement statement) {
        try {
            statement
                    .executeQuery("SELECT subject, wrapped_key FROM readiness_subject_key WHERE 1 = 0")
                    .close();
            return true;
        } catch (SQLException ex) {
            return false;
        }
    }

    static String ddl() {
        try (InputStream in =
                Objects.requireNonNull(JdbcSubjectKeyStore.class.getResourceAsStream("subject-key-table.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read subject-key-table.sql", ex);
        }
    }

    @Override
    public Optional<SubjectKey> find(String subject) {
        return inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                statement.setString(1, subject);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(keyOf(rows.getString(1))) : Optional.empty();
                }
            }
        });
    }

    @Override
    public SubjectKey add(String subject, SubjectKey key) {
        boolean added = inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ADD)) {
                statement.setString(1, subject);
                statement.setString(2, key.isErased() ? null : key.wrapped());
                return statement.executeUpdate() == 1;
            } catch (SQLException ex) {
                if (ex.getSQLState() != null && ex.getSQLState().startsWith(CONSTRAINT_VIOLATION)) {
                    return false; // another node was first
                }
                throw ex;
            }
        });
        return added
                ? key
                : find(subject).orElseThrow(() -> new IllegalStateException("the key of a subject vanished"));
    }

    @Override
    public boolean erase(String subject) {
        boolean erased = inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ERASE)) {
                statement.setString(1, subject);
                return statement.executeUpdate() == 1;
            }
        });
        if (!erased && !add(subject, SubjectKey.ERASED).isErased()) {
            return erase(subject); // another node added a key in between
        }
        return erased;
    }

    private static SubjectKey keyOf(String wrapped) {
        return wrapped == null ? SubjectKey.ERASED : new SubjectKey(wrapped);
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                return work.with(connection);
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException ex) {
            throw new IllegalStateException(
                    "the keys of subjects in the table readiness_subject_key could not be used", ex);
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
