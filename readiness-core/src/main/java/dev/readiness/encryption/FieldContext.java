package dev.readiness.encryption;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an encrypted value belongs. It is authenticated with the value, so that the value cannot be read at another place.
 *
 * <p>Names are compared as they are, upper and lower case included. A renamed table or column has to be decrypted under its
 * old name and encrypted under the new one. Immutable and safe for use by many threads; keep one for each column.
 */
public final class FieldContext {

    private final String table;

    private final String column;

    private final String row;

    /** Made once, because it goes with each value. */
    private final byte[] associatedData;

    private FieldContext(String table, String column, String row) {
        this.table = table;
        this.column = column;
        this.row = row;
        this.associatedData = join(table, column, row);
    }

    /**
     * Returns the context of a column, in any of its rows.
     *
     * @param table name of the table or the entity, not empty
     * @param column name of the column or the attribute, not empty
     */
    public static FieldContext of(String table, String column) {
        return new FieldContext(requireText(table, "table"), requireText(column, "column"), "");
    }

    /**
     * Returns the context of the same column in one row.
     *
     * @param identity what identifies the row, for example its primary key, by its {@code toString()}; not empty
     */
    public FieldContext row(Object identity) {
        return new FieldContext(table, column, requireText(identity.toString(), "identity"));
    }

    /** Returns the name of the table. */
    public String table() {
        return table;
    }

    /** Returns the name of the column. */
    public String column() {
        return column;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldContext context
                && table.equals(context.table)
                && column.equals(context.column)
                && row.equals(context.row);
    }

    @Override
    public int hashCode() {
        return Objects.hash(table, column, row);
    }

    /** Returns the place without the row, which may be somebody's name. */
    @Override
    public String toString() {
        return table + "." + column;
    }

    byte[] associatedData() {
        return associatedData;
    }

    /** Each part goes with its length, so that no two contexts look the same. */
    private static byte[] join(String... parts) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            data.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            data.writeBytes(bytes);
        }
        return data.toByteArray();
    }

    private static String requireText(String value, String name) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("'" + name + "' must not be empty");
        }
        return value;
    }
}
