package dev.readiness.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Marks a row when it is written, so that a change before the next checkpoint does not pass. The id belongs to it: a copy of
 * a row under another id is a row that nobody wrote.
 */
final class RowMac {

    private final SecretKey key;
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::create);

    RowMac(SecretKey key) {
        this.key = key;
    }

    String of(UUID id, String content) {
        Mac mac = macs.get();
        mac.update(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
        return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    boolean matches(UUID id, String content, @Nullable String mac) {
        return mac != null
                && MessageDigest.isEqual(
                        mac.getBytes(StandardCharsets.UTF_8), of(id, content).getBytes(StandardCharsets.UTF_8));
    }

    private Mac create() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", ex);
        }
    }
}
