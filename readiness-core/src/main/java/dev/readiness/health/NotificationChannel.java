package dev.readiness.health;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A way to tell people.
 *
 * <p>{@link HealthNotifier} calls it on a thread that belongs to this channel alone, one notification after the other in
 * their order, and again later when it throws.
 */
@FunctionalInterface
public interface NotificationChannel {

    /**
     * Tells.
     *
     * @throws UndeliverableNotificationException if to try again is of no use
     * @throws Exception if it should be tried again
     */
    void send(Notification notification) throws Exception;

    /** Returns how often the receiver wants to hear again of a problem that is not over, or nothing if once is enough. */
    default @Nullable Duration repeatEvery() {
        return null;
    }

    /**
     * Returns a channel that posts JSON, signed if there is a key.
     *
     * <p>The signature is in {@code X-Readiness-Signature: t=<seconds since 1970>,v1=<HMAC-SHA256 in hexadecimal>}, over the
     * seconds, a full stop and the body. A receiver compares it in constant time and refuses seconds that are long ago.
     *
     * @param key gives the key each time, or nothing for no signature
     * @throws IllegalArgumentException if {@code endpoint} is neither http nor https
     */
    static NotificationChannel json(URI endpoint, @Nullable Supplier<byte[]> key) {
        return new Webhook(endpoint, false, new JsonNotification(key, InstantSource.system()));
    }

    /**
     * Returns a channel that posts lines of text as Slack's incoming webhooks take them, and Mattermost's and others'.
     *
     * @param endpoint gives the address each time; it is a secret, and https
     */
    static NotificationChannel slack(Supplier<URI> endpoint) {
        return new Webhook(endpoint, true, new SlackNotification());
    }

    /**
     * Returns a channel to PagerDuty's Events API v2.
     *
     * @param routingKey gives the integration key each time
     */
    static NotificationChannel pagerDuty(Supplier<String> routingKey) {
        return pagerDuty(URI.create("https://events.pagerduty.com/v2/enqueue"), routingKey);
    }

    /** Returns the same as {@link #pagerDuty(Supplier)} for another address, for example that of the EU. */
    static NotificationChannel pagerDuty(URI endpoint, Supplier<String> routingKey) {
        return new Webhook(endpoint, true, new PagerDutyNotification(routingKey));
    }

    /**
     * Returns a channel to Prometheus's Alertmanager, by its API v2. It is told again each minute while a problem lasts, as
     * Alertmanager wants it, and forgets a problem 5 minutes after an instance has died.
     *
     * @param base for example {@code http://alertmanager:9093}
     */
    static NotificationChannel alertmanager(URI base) {
        String path = base.toString();
        String slash = path.endsWith("/") ? "" : "/";
        return new Webhook(URI.create(path + slash + "api/v2/alerts"), false, new AlertmanagerNotification());
    }
}
