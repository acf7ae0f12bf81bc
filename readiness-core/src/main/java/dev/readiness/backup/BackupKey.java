package dev.readiness.backup;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * What backups are encrypted with: AES-256-GCM in segments of 4 KiB, each file with its own derived key (Tink's
 * AES-GCM-HKDF-STREAMING). Whoever loses the key has lost the backups. Prints nothing of the key; safe for use by many threads.
 */
public final class BackupKey {

    private static final int LENGTH = 32;

    /**
     * Small, because Java encrypts with the processor's own instructions only once it has done so some thousand times: with
     * segments of 1 MiB a backup of 40 MB never got there, and encrypting took twenty times as long.
     */
    private static final int SEGMENT = 1 << 12;

    private static final byte[] PURPOSE = "dev.readiness.backup/1".getBytes(StandardCharsets.US_ASCII);

    private final StreamingAead aead;

    private BackupKey(StreamingAead aead) {
        this.aead = aead;
    }

    /**
     * Returns the key made of 32 random bytes.
     *
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static BackupKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("The key of backups must have " + LENGTH + " bytes but has "
                    + bytes.length + "; openssl rand -base64 32 makes one");
        }
        try {
            return new BackupKey(new AesGcmHkdfStreaming(bytes.clone(), "HmacSha256", LENGTH, SEGMENT, 0));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("This Java runtime has no AES with 256 bits or no HMAC-SHA256", ex);
        }
    }

    /**
     * Returns the key written as Base64, as {@code openssl rand -base64 32} does.
     *
     * @throws IllegalArgumentException if it is not Base64, or not of 32 bytes
     */
    public static BackupKey parse(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException ex) {
            // The JDK's message quotes a character of the key.
            throw new IllegalArgumentException("The key of backups must be Base64; openssl rand -base64 32 makes one");
        }
        return of(bytes);
    }

    OutputStream encrypting(OutputStream out) throws IOException {
        try {
            return aead.newEncryptingStream(out, PURPOSE);
        } catch (GeneralSecurityException ex) {
            throw new IOException("Cannot encrypt", ex);
        }
    }

    InputStream decrypting(InputStream in) throws IOException {
        try {
            return aead.newDecryptingStream(in, PURPOSE);
        } catch (GeneralSecurityException ex) {
            throw new IOException("Cannot decrypt", ex);
        }
    }

    /** Returns {@code BackupKey[redacted]}. */
    @Override
    public String toString() {
        return "BackupKey[redacted]";
    }
}
