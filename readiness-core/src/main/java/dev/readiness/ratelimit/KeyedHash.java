package dev.readiness.ratelimit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Turns keys into 128 bits that say nothing about them and that nobody outside can predict. */
final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac prototype;

    /** Creates a hash with a random secret, which leaves the process never. */
    KeyedHash() {
        this(randomSecret());
    }

    /** Creates a hash that is the same wherever {@code secret} is. */
    KeyedHash(String secret) {
        this(secret.getBytes(StandardCharsets.UTF_8));
    }

    private KeyedHash(byte[] secret) {
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException ex) {
            throw new IllegalStateException(ALGORITHM + ", which every Java has, is missing", ex);
        }
    }

    private static byte[] randomSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    Value of(String key) {
        ByteBuffer bytes = ByteBuffer.wrap(copy().doFinal(key.getBytes(StandardCharsets.UTF_8)));
        return new Value(bytes.getLong(), bytes.getLong());
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException ex) {
            throw new IllegalStateException("The provider of " + ALGORITHM + " cannot copy its state", ex);
        }
    }

    /** The hash of a key. */
    record Value(long high, long low) {

        /** Returns the hash in 22 letters, digits, hyphens and underscores. */
        String text() {
            byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(high);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value value && high == value.high && low == value.low;
        }
    }
}
