package dev.readiness.health;

import java.util.Objects;
import java.util.function.Supplier;

/** An event of PagerDuty's Events API v2; the key puts trigger and resolve together. */
final class PagerDutyNotification implements NotificationFormat {

    /** Limits of the API, in characters. */
    private static final int MAX_SUMMARY = 1024;

    private static final int MAX_KEY = 255;

    private final Supplier<String> routingKey;

    PagerDutyNotification(Supplier<String> routingKey) {
        this.routingKey = Objects.requireNonNull(routingKey, "routingKey");
    }

    @Override
    public byte[] body(Notification notification) {
        return NotificationFormat.json(json -> {
            json.writeStartObject();
            json.writeStringProperty("routing_key", routingKey.get());
            json.writeStringProperty("event_action", JsonNotification.lower(notification.action()));
            json.writeStringProperty("dedup_key", cut(notification.key(), MAX_KEY));
            json.writeStringProperty("client", notification.application());
            json.writeObjectPropertyStart("payload");
            json.writeStringProperty("summary", cut(notification.summary(), MAX_SUMMARY));
            json.writeStringProperty("source", notification.instance());
            json.writeStringProperty("severity", JsonNotification.lower(notification.severity()));
            json.writeStringProperty("timestamp", notification.at().toString());
            json.writeStringProperty("component", notification.check());
            NotificationFormat.strings(json, "custom_details", notification.details());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max) : text;
    }
}
