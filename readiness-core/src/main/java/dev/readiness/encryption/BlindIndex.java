package dev.readiness.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.readiness.encryption.EncryptionException.Reason;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds encrypted values by equality: a keyed hash of the value, cut short, in a column of its own.
 *
 * <p>Cut to few bits, several values share an index on purpose, so that it says little about a value; whoever finds rows by it
 * decrypts them and compares. It answers nothing but equality: no {@code LIKE}, no order. Whoever sees the column sees which rows
 * may be equal, so index what has many values (a phone number), not what has few (a diagnosis).
 *
 * <p>An index begins with a mark of its key. Searching with a wrong key would find nothing and say nothing; with the mark,
 * {@link #requireOwn} tells.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class BlindIndex {

    private static final String ALGORITHM = "HmacSHA256";

    private static final int KEY_BYTES = 32;

    private static final int LONGEST = 4_000;

    private static final int MARK_BYTES = 2;

    private final List<SecretKeySpec> keys;

    private final FieldContext context;

    private final int bits;

    private final UnaryOperator<String> normalization;

    private BlindIndex(List<SecretKeySpec> keys, FieldContext context, int bits, UnaryOperator<String> normalization) {
        this.keys = List.copyOf(keys);
        this.context = context;
        this.bits = bits;
        this.normalization = normalization;
    }

    /** Returns a new key: 32 bytes in Base64. Keep it as a secret; it must be no key that encrypts. */
    public static String generateKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /**
     * Returns an index of 32 bits over {@link #text} for the values of one column.
     *
     * @param key at least 32 bytes in Base64, as {@link #generateKey} returns them
     * @throws EncryptionException if it is not, with the reason {@code INVALID_KEYS}
     */
    public static BlindIndex of(String key, FieldContext context) {
        return new BlindIndex(
                List.of(parse(key)), FieldContext.of(context.table(), context.column()), 32, BlindIndex::text);
    }

    /**
     * Returns the same index of another length.
     *
     * @param length in bits, 8 to 256 and a multiple of 8: about the binary logarithm of the number of rows
     */
    public BlindIndex bits(int length) {
        if (length < 8 || length > 256 || length % 8 != 0) {
            throw new IllegalArgumentException("'length' must be a multiple of 8 from 8 to 256 but is " + length);
        }
        return new BlindIndex(keys, context, length, normalization);
    }

    /** Returns the same index over what {@code normalize} makes of a value, for example {@link #digits}. */
    public BlindIndex over(UnaryOperator<String> normalize) {
        return new BlindIndex(keys, context, bits, normalize);
    }

    /** Returns the same index that also finds what was indexed with an older key. */
    public BlindIndex orWith(String olderKey) {
        List<SecretKeySpec> more = new ArrayList<>(keys);
        more.add(parse(olderKey));
        return new BlindIndex(more, context, bits, normalization);
    }

    /**
     * Normalises text: compatible forms of characters, upper and lower case, and space around it make no difference. In a text of
     * more than 4,000 characters compatible forms do.
     */
    public static String text(String value) {
        return compatible(value).strip().toLowerCase(Locale.ROOT);
    }

    /** Takes time with the square of the length if somebody sends nothing but marks, and so not for any length. */
    private static String compatible(String value) {
        return value.length() > LONGEST ? value : Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    /** Normalises numbers such as those of phones: only digits and a leading {@code +} count. */
    public static String digits(String value) {
        String normal = compatible(value).strip();
        return (normal.startsWith("+") ? "+" : "") + normal.replaceAll("\\D", "");
    }

    /** Returns the index to store with {@code value}: 5 characters and 2 for each byte. */
    public String of(String value) {
        return index(keys.get(0), value);
    }

    /** Returns the indexes to look for, one for each key: {@code WHERE phone_index IN (?, ?)}. */
    public List<String> candidates(String value) {
        return keys.stream().map(key -> index(key, value)).toList();
    }

    /**
     * Checks that {@code stored} was made with a key of this index.
     *
     * @throws EncryptionException if it was not, because then no search finds its row
     */
    public void requireOwn(String stored) {
        if (keys.stream().noneMatch(key -> stored.startsWith(mark(key) + "."))) {
            throw new EncryptionException(
                    Reason.UNKNOWN_KEY,
                    "an index of %s was made with another key than those of this blind index, so that no search finds its row"
                            .formatted(context));
        }
    }

    private String index(SecretKeySpec key, String value) {
        byte[] hash = hash(key, (byte) 1, normalization.apply(value));
        return mark(key) + "." + HexFormat.of().formatHex(Arrays.copyOf(hash, bits / 8));
    }

    private String mark(SecretKeySpec key) {
        return HexFormat.of().formatHex(Arrays.copyOf(hash(key, (byte) 0, ""), MARK_BYTES));
    }

    private byte[] hash(SecretKeySpec key, byte purpose, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose);
            mac.update(context.associatedData());
            return mac.doFinal(value.getBytes(UTF_8));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, ex);
        }
    }

    private static SecretKeySpec parse(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException ex) {
            bytes = new byte[0]; // the message of the decoder quotes the key
        }
        if (bytes.length < KEY_BYTES) {
            throw new EncryptionException(
                    Reason.INVALID_KEYS,
                    "the key of a blind index must be at least 32 bytes in Base64; BlindIndex.generateKey() makes one");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }
}
