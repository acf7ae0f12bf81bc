package dev.readiness.health;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What people are told of a check: that there is a problem, or that it is over. Immutable.
 *
 * @param action whether it begins or ends
 * @param key the same for beginning and end, so that a receiver puts them together; also the same on all instances for a
 *     dependency that they share
 * @param severity how bad it is
 * @param application whose health it is
 * @param instance which of its instances says so
 * @param check the name of the check
 * @param summary one line for people
 * @param at when it was seen
 * @param details what the check said, without secrets
 */
public record Notification(
        Action action,
        String key,
        Severity severity,
        String application,
        String instance,
        String check,
        String summary,
        Instant at,
        Map<String, String> details) {

    /** Checks and copies the parts. */
    public Notification {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(at, "at");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Whether a problem begins or ends. */
    public enum Action {
        /** There is a problem now. */
        TRIGGER,
        /** There is none any more. */
        RESOLVE
    }

    /** How bad a problem is, in the words of PagerDuty. */
    public enum Severity {
        /** Requests fail. */
        CRITICAL,
        /** Something is wrong, and requests may fail. */
        WARNING,
        /** Somebody wants to know. */
        INFO
    }
}
