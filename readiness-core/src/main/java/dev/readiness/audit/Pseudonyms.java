package dev.readiness.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Replaces values by a keyed hash (HMAC-SHA256, cut to 128 bits). A plain hash of an e-mail address can be guessed. */
final class Pseudonyms {

    private static final String PREFIX = "pseudonym:";
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[0-9a-f]{32}");
    private static final int KEY_LENGTH = 32;

    private final SecretKeySpec key;

    /** Takes at least 32 bytes in base64. */
    Pseudonyms(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException(
                    "The pseudonym key must be base64"); // The cause would quote a part of it.
        }
        if (bytes.length < KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "The pseudonym key must be at least " + KEY_LENGTH + " bytes in base64 but is " + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    String of(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("readiness audit pseudonym\0".getBytes(StandardCharsets.US_ASCII));
            byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", ex);
        }
    }

    /** Whoever searches may have the value, or the pseudonym as a page shows it. */
    String toFind(String valueOrPseudonym) {
        return SHAPE.matcher(valueOrPseudonym).matches() ? valueOrPseudonym : of(valueOrPseudonym);
    }
}
