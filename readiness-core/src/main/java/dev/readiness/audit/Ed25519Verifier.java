package dev.readiness.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Checks Ed25519 signatures with the JDK. */
final class Ed25519Verifier implements CheckpointVerifier {

    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;

    /** What X.509 puts in front of the 32 bytes of the key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] rawKey;
    private final PublicKey key;

    Ed25519Verifier(String name, byte[] rawKey) {
        this.name = Checkpoint.requireOrigin(name);
        this.rawKey = rawKey.clone();
        this.key = publicKey(rawKey);
    }

    static Ed25519Verifier of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new Ed25519Verifier(name, Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length));
    }

    static Ed25519Verifier parse(String key) {
        String[] parts = key.strip().split("\\+", 3);
        byte[] typed = parts.length == 3 ? decode(parts[2]) : new byte[0];
        if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
            throw new IllegalArgumentException(
                    "A key must have the form name+id+key, with 1 + 32 bytes in base64, for Ed25519");
        }
        Ed25519Verifier verifier = new Ed25519Verifier(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!parts[1].equals(HexFormat.of().toHexDigits(verifier.keyId()))) {
            throw new IllegalArgumentException("The id in the key of " + verifier.name + " must be that of the key");
        }
        return verifier;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int keyId() {
        MessageDigest digest = MerkleHash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(ED25519);
        return ByteBuffer.wrap(digest.digest(rawKey)).getInt();
    }

    @Override
    public boolean verify(byte[] text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text);
            return ed25519.verify(signature);
        } catch (SignatureException ex) {
            return false; // Not of the right length or form.
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform from 15 on has Ed25519", ex);
        }
    }

    /** Returns the key in the form that {@link #parse} reads. */
    @Override
    public String toString() {
        byte[] typed =
                ByteBuffer.allocate(1 + KEY_LENGTH).put(ED25519).put(rawKey).array();
        return name + "+" + HexFormat.of().toHexDigits(keyId()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    private static PublicKey publicKey(byte[] rawKey) {
        byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + KEY_LENGTH)
                .put(X509_PREFIX)
                .put(rawKey)
                .array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException ex) {
            throw new IllegalArgumentException("The key must be a point of Ed25519", ex);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException ex) {
            return new byte[0];
        }
    }
}
