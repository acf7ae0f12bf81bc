package dev.readiness.encryption;

import jakarta.persistence.AttributeConverter;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Base of a JPA converter that keeps an attribute encrypted, for values that can be written as text.
 *
 * <p>A converter does not learn which row it works for. So the value is bound to its table and column, and whoever can write to
 * the table can still move it to another row of the same column. Where that matters, use {@link EncryptedColumn} with
 * {@link FieldContext#row}. A query cannot compare, search or sort by the attribute; see {@link BlindIndex}.
 *
 * <p>Safe for use by many threads if {@link #write} and {@link #read} are.
 *
 * @param <T> type of the attribute
 */
public abstract class EncryptedConverter<T> implements AttributeConverter<T, String> {

    private final Supplier<FieldCipher> cipher;

    private final FieldContext context;

    /**
     * Creates a converter.
     *
     * @param cipher asked each time, so that a rotated key ring takes effect at once
     * @param context table and column of the attribute
     */
    protected EncryptedConverter(Supplier<FieldCipher> cipher, FieldContext context) {
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        this.context = Objects.requireNonNull(context, "context");
    }

    /** Returns {@code attribute} as text. */
    protected abstract String write(T attribute);

    /** Returns the attribute that {@code text} stands for. */
    protected abstract T read(String text);

    @Override
    public final @Nullable String convertToDatabaseColumn(@Nullable T attribute) {
        return attribute == null ? null : cipher.get().encrypt(write(attribute), context);
    }

    @Override
    public final @Nullable T convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : read(cipher.get().decrypt(stored, context));
    }
}
