package dev.readiness.encryption;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the values of a column anew with the key that encrypts now, while the application goes on working.
 *
 * <p>It walks the table by its primary key, a batch in each transaction, and rests in between. A row is changed only if its value
 * is still what was read, so that nothing that somebody writes meanwhile is lost. What cannot be decrypted is counted and left
 * alone. It works on one node at a time; run it in a thread of its own, and interrupt that to stop after the batch.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Reencryption {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    private final FieldCipher cipher;

    private final FieldContext column;

    private final String idColumn;

    private final Options options;

    private Reencryption(FieldCipher cipher, FieldContext column, String idColumn, Options options) {
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        this.column = Objects.requireNonNull(column, "column");
        this.idColumn = idColumn;
        this.options = options;
    }

    /**
     * Returns the work on one column: 500 rows in a batch, half of the time at rest, values bound to the column only.
     *
     * @param column the context of the values, which names the table and the column in the database as well
     * @param idColumn the primary key
     * @throws IllegalArgumentException if a name is none of a table or a column
     */
    public static Reencryption of(FieldCipher cipher, FieldContext column, String idColumn) {
        return new Reencryption(
                cipher, column, idColumn, new Options(column.table(), column.column()).checked(idColumn));
    }

    /** Returns the same work where the names in the database are others than those in the context. */
    public Reencryption in(String table, String columnName) {
        Options named = options.copy();
        named.table = table;
        named.columnName = columnName;
        return with(named.checked(idColumn));
    }

    /**
     * Returns the same work with other batches.
     *
     * @param size rows in a transaction, at least 1
     * @param load part of the time that is spent at work, above 0 and up to 1
     */
    public Reencryption batches(int size, double load) {
        if (size < 1 || !(load > 0 && load <= 1)) {
            throw new IllegalArgumentException(
                    "'size' must be at least 1 and 'load' above 0 and up to 1 but they are %d and %s"
                            .formatted(size, load));
        }
        Options sized = options.copy();
        sized.batch = size;
        sized.load = load;
        return with(sized);
    }

    /** Returns the same work on values that are bound to their row, as {@link EncryptedColumn} writes them. */
    public Reencryption boundToRows() {
        Options bound = options.copy();
        bound.rows = true;
        return with(bound);
    }

    /** Returns the same work that also encrypts values which are plain text so far. */
    public Reencryption encryptingPlainText() {
        Options first = options.copy();
        first.plainText = true;
        return with(first);
    }

    /** Returns the same work that also writes the blind index of each value, unless it stands there already. */
    public Reencryption indexing(String indexColumn, BlindIndex index) {
        Options indexed = options.copy();
        indexed.indexColumn = indexColumn;
        indexed.index = index;
        return with(indexed.checked(idColumn));
    }

    /** Returns the same work that begins behind a row, for example where an interrupted one ended. */
    public Reencryption after(Object lastId) {
        Options later = options.copy();
        later.after = lastId;
        return with(later);
    }

    /**
     * Does the work in the calling thread.
     *
     * @param listener told after each batch
     * @return how far it came; not complete if the thread was interrupted
     * @throws SQLException if the database cannot be used; the batches before are kept
     */
    public ReencryptionProgress run(DataSource dataSource, Consumer<ReencryptionProgress> listener)
            throws SQLException {
        ReencryptionTally tally = new ReencryptionTally(count(dataSource), options.after);
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            long start = System.nanoTime();
            more = batch(dataSource, tally);
            tally.ended(!more);
            listener.accept(tally.progress());
            if (more) {
                rest(System.nanoTime() - start);
            }
        }
        return tally.progress();
    }

    private long count(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + options.table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void rest(long worked) {
        long pause = (long) (worked * (1 - options.load) / options.load);
        try {
            Thread.sleep(Duration.ofNanos(pause).toMillis());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean batch(DataSource dataSource, ReencryptionTally tally) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                List<Row> rows = read(connection, tally.lastId());
                write(connection, rows, tally);
                connection.commit();
                return rows.size() == options.batch;
            } catch (SQLException | RuntimeException ex) {
                connection.rollback();
                throw ex;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private List<Row> read(Connection connection, @Nullable Object after) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String limit = product.equals("MySQL") || product.equals("MariaDB")
                ? " LIMIT " + options.batch
                : " FETCH FIRST " + options.batch + " ROWS ONLY";
        String sql = "SELECT %1$s, %2$s FROM %3$s%4$s ORDER BY %1$s%5$s"
                .formatted(
                        idColumn,
                        options.columnName + ", " + (options.indexColumn == null ? "NULL" : options.indexColumn),
                        options.table,
                        after == null ? "" : " WHERE " + idColumn + " > ?",
                        limit);
        List<Row> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (after != null) {
                statement.setObject(1, after);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Row(rows.getObject(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return found;
    }

    private void write(Connection connection, List<Row> rows, ReencryptionTally tally) throws SQLException {
        String index = options.indexColumn == null ? "" : ", " + options.indexColumn + " = ?";
        String sql = "UPDATE %s SET %s = ?%s WHERE %s = ? AND %s = ?"
                .formatted(options.table, options.columnName, index, idColumn, options.columnName);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int changes = 0;
            for (Row row : rows) {
                tally.see(row.id());
                if (add(row, statement, tally)) {
                    changes++;
                }
            }
            if (changes > 0) {
                for (int changed : statement.executeBatch()) {
                    tally.count(changed);
                }
            }
        }
    }

    private boolean add(Row row, PreparedStatement statement, ReencryptionTally tally) throws SQLException {
        String stored = row.value();
        if (stored == null) {
            return false;
        }
        FieldContext context = options.rows ? column.row(row.id()) : column;
        BlindIndex index = options.index;
        String plain;
        boolean current;
        try {
            boolean first = !FieldCipher.isEncrypted(stored) && options.plainText;
            current = !first && !cipher.needsReencryption(stored, context);
            if (current && index == null) {
                return false;
            }
            plain = first ? stored : cipher.decrypt(stored, context);
        } catch (EncryptionException ex) {
            tally.unreadable(row.id());
            return false;
        }
        String indexed = index == null ? null : index.of(plain);
        if (current && Objects.equals(indexed, row.index())) {
            return false;
        }
        int parameter = 1;
        statement.setString(parameter++, current ? stored : cipher.encrypt(plain, context));
        if (indexed != null) {
            statement.setString(parameter++, indexed);
        }
        statement.setObject(parameter++, row.id());
        statement.setString(parameter, stored);
        statement.addBatch();
        return true;
    }

    private Reencryption with(Options changed) {
        return new Reencryption(cipher, column, idColumn, changed);
    }

    private record Row(
            Object id, @Nullable String value, @Nullable String index) {}

    /** Never changed once a {@code Reencryption} has it. */
    private static final class Options {

        private String table;

        private String columnName;

        private int batch = 500;

        private double load = 0.5;

        private boolean rows;

        private boolean plainText;

        private @Nullable String indexColumn;

        private @Nullable BlindIndex index;

        private @Nullable Object after;

        Options(String table, String columnName) {
            this.table = table;
            this.columnName = columnName;
        }

        Options copy() {
            Options copy = new Options(table, columnName);
            copy.batch = batch;
            copy.load = load;
            copy.rows = rows;
            copy.plainText = plainText;
            copy.indexColumn = indexColumn;
            copy.index = index;
            copy.after = after;
            return copy;
        }

        Options checked(String idColumn) {
            for (String name : new String[] {table, columnName, idColumn, indexColumn == null ? "i" : indexColumn}) {
                if (!NAME.matcher(name).matches()) {
                    throw new IllegalArgumentException("'" + name + "' is not the name of a table or a column");
                }
            }
            return this;
        }
    }
}
