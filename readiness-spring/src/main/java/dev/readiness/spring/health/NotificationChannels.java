package dev.readiness.spring.health;

import dev.readiness.health.NotificationChannel;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The channels that the configuration names, and those that are beans. */
record NotificationChannels(List<NotificationChannel> all) {

    NotificationChannels {
        all = List.copyOf(all);
    }

    static NotificationChannels of(HealthProperties.Notifications settings, List<NotificationChannel> beans) {
        List<NotificationChannel> channels = new ArrayList<>(beans);
        List<String> problems = new ArrayList<>();
        URI json = settings.jsonUrl();
        String key = settings.jsonKey();
        if (json != null) {
            add(
                    channels,
                    problems,
                    "json-url",
                    () -> NotificationChannel.json(
                            json, key == null ? null : () -> key.getBytes(StandardCharsets.UTF_8)));
        } else if (key != null) {
            problems.add("readiness.health.notifications.json-key is set, but json-url, where to post to, is not");
        }
        URI slack = settings.slackUrl();
        if (slack != null) {
            if (!"https".equals(slack.getScheme())) {
                problems.add(
                        "readiness.health.notifications.slack-url must begin with https://, because the address is a"
                                + " secret, but begins with " + slack.getScheme() + "://");
            }
            channels.add(NotificationChannel.slack(() -> slack));
        }
        String routingKey = settings.pagerDutyRoutingKey();
        if (routingKey != null) {
            channels.add(NotificationChannel.pagerDuty(() -> routingKey));
        }
        URI alertmanager = settings.alertmanagerUrl();
        if (alertmanager != null) {
            add(channels, problems, "alertmanager-url", () -> NotificationChannel.alertmanager(alertmanager));
        }
        if (!problems.isEmpty()) {
            throw new InvalidHealthSettingsException(problems);
        }
        return new NotificationChannels(channels);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns the name of this instance: what is configured, what a container calls its host, or the host. */
    static String instance(HealthProperties.Notifications settings) {
        String configured = settings.instance();
        return configured != null ? configured : host(System.getenv());
    }

    private static String host(Map<String, String> environment) {
        String name = environment.get("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return Objects.requireNonNullElse(InetAddress.getLocalHost().getHostName(), "unknown");
        } catch (UnknownHostException ex) {
            return "unknown";
        }
    }

    private static void add(
            List<NotificationChannel> channels,
            List<String> problems,
            String property,
            Supplier<NotificationChannel> channel) {
        try {
            channels.add(channel.get());
        } catch (IllegalArgumentException ex) {
            problems.add("readiness.health.notifications." + property + ": " + ex.getMessage());
        }
    }
}
