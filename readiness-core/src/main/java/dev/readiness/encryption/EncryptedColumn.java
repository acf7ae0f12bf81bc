package dev.readiness.encryption;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads an encrypted text column with JDBC, each value bound to its row.
 *
 * <p>The row is named by what identifies it, so the identity has to be known before the row is inserted: an assigned key or a
 * UUID, not a generated number. Immutable and safe for use by many threads.
 */
public final class EncryptedColumn {

    private final FieldCipher cipher;

    private final FieldContext column;

    /** Creates a helper for the column that {@code column} names. */
    public EncryptedColumn(FieldCipher cipher, FieldContext column) {
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        this.column = Objects.requireNonNull(column, "column");
    }

    /** Sets the parameter at {@code index} to {@code value}, encrypted for {@code row}. */
    public void set(PreparedStatement statement, int index, @Nullable String value, Object row) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, cipher.encrypt(value, column.row(row)));
        }
    }

    /**
     * Returns the value in the column {@code label} of {@code row}.
     *
     * @throws EncryptionException if it cannot be read there
     */
    public @Nullable String get(ResultSet rows, String label, Object row) throws SQLException {
        String stored = rows.getString(label);
        return stored == null ? null : cipher.decrypt(stored, column.row(row));
    }
}
