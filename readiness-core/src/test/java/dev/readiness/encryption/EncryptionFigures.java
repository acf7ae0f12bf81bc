package dev.readiness.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * How much longer a field takes than Tink alone, both measured in turns in one run. Tink alone encrypts the bytes of the same
 * value with the same associated data, and decrypts them.
 *
 * <p>{@code mvn -Dquick -pl readiness-core test-compile}, then {@code java dev.readiness.encryption.EncryptionFigures} with the
 * class path of the tests.
 */
final class EncryptionFigures {

    private static final int ROUNDS = 31;

    private static final int CALLS = 20_000;

    private static final FieldContext CONTEXT = FieldContext.of("patient", "reason");

    private static long sink;

    private EncryptionFigures() {}

    public static void main(String[] arguments) throws GeneralSecurityException {
        EncryptionKeys keys = EncryptionKeys.generate();
        for (int length : new int[] {16, 200, 2000}) {
            String value = "x".repeat(length);
            measure(length, keys.aead(), FieldCipher.of(keys), value);
        }
        System.out.println("(" + sink + " bytes in all)");
    }

    private static void measure(int length, Aead tink, FieldCipher cipher, String value)
            throws GeneralSecurityException {
        double[] ratios = new double[ROUNDS];
        double[] bytesRatios = new double[ROUNDS];
        double[] alone = new double[ROUNDS];
        for (int round = -10; round < ROUNDS; round++) {
            long tinkNanos = tink(tink, value);
            long fieldNanos = field(cipher, value);
            long bytesNanos = bytes(cipher, value);
            if (round >= 0) {
                ratios[round] = (double) fieldNanos / tinkNanos;
                bytesRatios[round] = (double) bytesNanos / tinkNanos;
                alone[round] = (double) tinkNanos / CALLS;
            }
        }
        System.out.printf(
                "%5d characters: Tink alone %7.0f ns for both ways; text %.2f times that, bytes %.2f times%n",
                length, median(alone), median(ratios), median(bytesRatios));
    }

    private static long tink(Aead tink, String value) throws GeneralSecurityException {
        byte[] plain = value.getBytes(UTF_8);
        byte[] associated = CONTEXT.associatedData();
        long start = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            sink += tink.decrypt(tink.encrypt(plain, associated), associated).length;
        }
        return System.nanoTime() - start;
    }

    private static long field(FieldCipher cipher, String value) {
        long start = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            sink += cipher.decrypt(cipher.encrypt(value, CONTEXT), CONTEXT).length();
        }
        return System.nanoTime() - start;
    }

    private static long bytes(FieldCipher cipher, String value) {
        byte[] plain = value.getBytes(UTF_8);
        long start = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            sink += cipher.decrypt(cipher.encrypt(plain, CONTEXT), CONTEXT).length;
        }
        return System.nanoTime() - start;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
