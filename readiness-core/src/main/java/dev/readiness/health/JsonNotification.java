package dev.readiness.health;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** All parts as JSON, signed. */
final class JsonNotification implements NotificationFormat {

    static final String SIGNATURE = "X-Readiness-Signature";

    private final @Nullable Supplier<byte[]> key;

    private final InstantSource clock;

    JsonNotification(@Nullable Supplier<byte[]> key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    @Override
    public byte[] body(Notification notification) {
        return NotificationFormat.json(json -> {
            json.writeStartObject();
            json.writeStringProperty("action", lower(notification.action()));
            json.writeStringProperty("key", notification.key());
            json.writeStringProperty("severity", lower(notification.severity()));
            json.writeStringProperty("application", notification.application());
            json.writeStringProperty("instance", notification.instance());
            json.writeStringProperty("check", notification.check());
            json.writeStringProperty("summary", notification.summary());
            json.writeStringProperty("at", notification.at().toString());
            NotificationFormat.strings(json, "details", notification.details());
            json.writeEndObject();
        });
    }

    @Override
    public Map<String, String> headers(Notification notification, byte[] body) {
        if (key == null) {
            return Map.of();
        }
        // When it is sent, which may be long after what it tells of: a receiver takes no signature that is old.
        String seconds = Long.toString(clock.instant().getEpochSecond());
        return Map.of(SIGNATURE, "t=" + seconds + ",v1=" + sign(key.get(), seconds, body));
    }

    private static String sign(byte[] key, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("HmacSHA256 is missing, which every Java platform has", ex);
        }
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
