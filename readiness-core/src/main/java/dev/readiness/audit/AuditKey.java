package dev.readiness.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of an audit trail: it signs checkpoints (Ed25519) and marks each row when it is written (HMAC-SHA256).
 *
 * <p>Both are made of the same 32 random bytes, so that there is one value to keep secret; {@code openssl rand -base64 32}
 * makes one. It must not lie where the records lie: whoever has both can write a new history. Every node that writes to one
 * trail has the same key. Safe for use by many threads.
 */
public final class AuditKey implements CheckpointSigner {

    private static final int SEED_LENGTH = 32;

    private final KeyPair pair;
    private final Ed25519Verifier verifier;
    private final RowMac mac;
    private final SecretKeySpec receiptKey;

    private AuditKey(String origin, byte[] seed) {
        this.pair = keyPair(seed);
        this.verifier = Ed25519Verifier.of(origin, pair.getPublic());
        this.mac = new RowMac(derive(seed, "readiness audit row"));
        this.receiptKey = derive(seed, "readiness audit receipt");
    }

    /**
     * Returns the key of the trail {@code origin}.
     *
     * @param origin name of the trail, which goes into every checkpoint: unique in the world, like a host name with a path
     * @param base64 32 random bytes in base64
     * @throws IllegalArgumentException if it is anything else
     */
    public static AuditKey of(String origin, String base64) {
        byte[] seed;
        try {
            seed = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException("The audit key must be base64"); // The cause would quote a part of it.
        }
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException(
                    "The audit key must be " + SEED_LENGTH + " bytes in base64 but is " + seed.length);
        }
        return new AuditKey(origin, seed);
    }

    @Override
    public byte[] sign(byte[] text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(pair.getPrivate());
            ed25519.update(text);
            return ed25519.sign();
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Cannot sign a checkpoint", ex);
        }
    }

    @Override
    public CheckpointVerifier verifier() {
        return verifier;
    }

    RowMac mac() {
        return mac;
    }

    SecretKeySpec receiptKey() {
        return receiptKey;
    }

    /** Returns the name of the trail and {@code [redacted]}. */
    @Override
    public String toString() {
        return "AuditKey[" + verifier.name() + ", redacted]";
    }

    /** The JDK derives the public key only where it makes a pair, so it is given the seed as its random bytes. */
    private static KeyPair keyPair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new GivenBytes(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform from 15 on has Ed25519", ex);
        }
    }

    private static SecretKeySpec derive(byte[] seed, String purpose) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return new SecretKeySpec(hmac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII)), "HmacSHA256");
        } catch (InvalidKeyException | java.security.NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", ex);
        }
    }

    private static final class GivenBytes extends SecureRandom {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final transient byte[] bytes;

        private GivenBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
