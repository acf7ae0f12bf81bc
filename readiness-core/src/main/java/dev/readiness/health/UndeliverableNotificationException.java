package dev.readiness.health;

import java.io.Serial;

/** Thrown by a {@link NotificationChannel} when the receiver will never take a notification, however often it is sent. */
public final class UndeliverableNotificationException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception; {@code message} is logged and must hold no secret. */
    public UndeliverableNotificationException(String message) {
        super(message);
    }
}
