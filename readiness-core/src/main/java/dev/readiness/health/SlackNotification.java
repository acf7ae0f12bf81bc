package dev.readiness.health;

/** A line of text. */
final class SlackNotification implements NotificationFormat {

    @Override
    public byte[] body(Notification notification) {
        String mark = notification.action() == Notification.Action.TRIGGER
                ? "*" + notification.severity() + "*"
                : "*RESOLVED*";
        return NotificationFormat.json(json -> {
            json.writeStartObject();
            json.writeStringProperty("text", mark + " " + escape(notification.summary()));
            json.writeEndObject();
        });
    }

    /** Slack's three characters that could otherwise become a link or a mention of everybody. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
