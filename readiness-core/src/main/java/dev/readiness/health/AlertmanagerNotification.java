package dev.readiness.health;

import java.time.Duration;

/** One alert of Alertmanager's API v2; its labels put beginning and end together. */
final class AlertmanagerNotification implements NotificationFormat {

    private static final Duration REPEAT = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    @Override
    public byte[] body(Notification notification) {
        boolean over = notification.action() == Notification.Action.RESOLVE;
        return NotificationFormat.json(json -> {
            json.writeStartArray();
            json.writeStartObject();
            json.writeObjectPropertyStart("labels");
            json.writeStringProperty("alertname", "HealthCheck");
            json.writeStringProperty("application", notification.application());
            json.writeStringProperty("check", notification.check());
            json.writeStringProperty("key", notification.key());
            json.writeStringProperty("severity", JsonNotification.lower(notification.severity()));
            json.writeEndObject();
            json.writeObjectPropertyStart("annotations");
            json.writeStringProperty("summary", notification.summary());
            json.writeStringProperty("instance", notification.instance());
            json.writeEndObject();
            json.writeStringProperty(
                    "endsAt", (over ? notification.at() : notification.at().plus(FORGOTTEN_AFTER)).toString());
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    @Override
    public Duration repeatEvery() {
        return REPEAT;
    }
}
