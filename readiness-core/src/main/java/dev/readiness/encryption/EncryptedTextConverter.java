package dev.readiness.encryption;

import java.util.function.Supplier;

/**
 * Base of a JPA converter that keeps a text attribute encrypted.
 *
 * <p>Derive a class for each attribute, annotate it with {@code @Converter}, and name it in {@code @Convert} at the attribute:
 *
 * <pre>{@code
 * @Converter
 * class PhoneConverter extends EncryptedTextConverter {
 *     PhoneConverter(FieldCipher cipher) {
 *         super(() -> cipher, FieldContext.of("patient", "phone"));
 *     }
 * }
 * }</pre>
 *
 * <p>What it does not bind is said in {@link EncryptedConverter}. Safe for use by many threads.
 */
public abstract class EncryptedTextConverter extends EncryptedConverter<String> {

    /**
     * Creates a converter.
     *
     * @param cipher asked each time, so that a rotated key ring takes effect at once
     * @param context table and column of the attribute
     */
    protected EncryptedTextConverter(Supplier<FieldCipher> cipher, FieldContext context) {
        super(cipher, context);
    }

    @Override
    protected final String write(String attribute) {
        return attribute;
    }

    @Override
    protected final String read(String text) {
        return text;
    }
}
