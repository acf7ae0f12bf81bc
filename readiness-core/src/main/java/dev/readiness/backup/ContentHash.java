package dev.readiness.backup;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A hash of rows whose order does not matter: the sum of their SHA-256 modulo 2^256. Unlike with exclusive or, a row that is
 * there twice is noticed. Not safe for use by several threads.
 */
final class ContentHash {

    private static final int LENGTH = 32;

    private final MessageDigest sha256;
    private final byte[] digest = new byte[LENGTH];
    private final ByteBuffer view = ByteBuffer.wrap(digest);
    private final long[] sum = new long[LENGTH / Long.BYTES];
    private long rows;

    ContentHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java runtime has SHA-256", ex);
        }
    }

    void add(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        try {
            sha256.digest(digest, 0, LENGTH);
        } catch (DigestException ex) {
            throw new IllegalStateException("SHA-256 has 32 bytes", ex);
        }
        long carry = 0;
        for (int i = sum.length - 1; i >= 0; i--) {
            long before = sum[i];
            long term = view.getLong(i * Long.BYTES);
            long total = before + term;
            long next = Long.compareUnsigned(total, before) < 0 ? 1 : 0;
            sum[i] = total + carry;
            carry = next | (carry == 1 && sum[i] == 0 ? 1 : 0);
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Returns the sum as 64 digits. */
    String hex() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        for (long part : sum) {
            bytes.putLong(part);
        }
        return String.format("%064x", new BigInteger(1, bytes.array()));
    }
}
