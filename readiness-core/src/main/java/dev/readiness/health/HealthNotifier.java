package dev.readiness.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of changes of health: once when a problem begins and once when it is over, however often it comes and goes in
 * between.
 *
 * <pre>{@code
 * HealthNotifier notifier = HealthNotifier.of("clinic", "node-1", Duration.ofMinutes(2), channels);
 * HealthMonitor.builder().onChange(notifier);
 * }</pre>
 *
 * <p>Each channel has a queue and a thread of its own, so that one that hangs holds up no other, no request and no check. A
 * receiver may be away for 30 minutes before something is lost. This process cannot tell of its own death: let something
 * outside watch it. Safe for use by many threads.
 */
public final class HealthNotifier implements HealthListener, AutoCloseable {

    private final String application;
    private final String instance;
    private final long quietNanos;
    private final LongSupplier ticker;
    private final List<NotificationOutbox> outboxes = new ArrayList<>();
    private final List<HealthScheduler> threads = new ArrayList<>();
    private final Map<String, Problem> problems = new HashMap<>();

    private HealthNotifier(
            String application,
            String instance,
            Duration quiet,
            List<NotificationChannel> channels,
            LongSupplier ticker) {
        this.application = Objects.requireNonNull(application, "application");
        this.instance = Objects.requireNonNull(instance, "instance");
        if (quiet.isNegative()) {
            throw new IllegalArgumentException("'quiet' must not be negative but is " + quiet);
        }
        this.quietNanos = quiet.toNanos();
        this.ticker = ticker;
        channels.forEach(channel -> outboxes.add(new NotificationOutbox(channel, ticker)));
    }

    /**
     * Returns a notifier whose threads run.
     *
     * @param application the name of the application
     * @param instance which of its instances this is
     * @param quiet how long a check must be up before its problem counts as over
     */
    public static HealthNotifier of(
            String application, String instance, Duration quiet, List<NotificationChannel> channels) {
        HealthNotifier notifier = byHand(application, instance, quiet, channels, System::nanoTime);
        for (NotificationOutbox outbox : notifier.outboxes) {
            HealthScheduler thread = new HealthScheduler("readiness-health-notify", () -> {
                notifier.lookAround();
                return outbox.sendDue();
            });
            notifier.threads.add(thread);
            thread.start();
        }
        return notifier;
    }

    /** Returns a notifier that does only what it is told to. */
    static HealthNotifier byHand(
            String application,
            String instance,
            Duration quiet,
            List<NotificationChannel> channels,
            LongSupplier ticker) {
        return new HealthNotifier(application, instance, quiet, channels, ticker);
    }

    @Override
    public void changed(HealthChange change) {
        CheckState check = change.after();
        boolean bad = check.status() == HealthStatus.DOWN || check.status() == HealthStatus.DEGRADED;
        String key = key(check);
        synchronized (this) {
            Problem problem = problems.get(key);
            if (problem == null) {
                if (bad) {
                    Notification trigger = notification(change, Notification.Action.TRIGGER, key, severity(check));
                    problems.put(key, new Problem(trigger, ticker.getAsLong()));
                    outboxes.forEach(outbox -> outbox.add(trigger));
                }
            } else if (bad) {
                problem.over = null;
            } else {
                // The severity of the beginning: receivers that put both together by it must find it again.
                problem.over = notification(change, Notification.Action.RESOLVE, key, problem.trigger.severity());
                problem.overSince = ticker.getAsLong();
            }
        }
        lookAround();
        threads.forEach(HealthScheduler::wake);
    }

    /** Ends problems that have been over for long enough, and repeats others where a receiver wants it. */
    synchronized void lookAround() {
        long now = ticker.getAsLong();
        problems.values().removeIf(problem -> {
            Notification over = problem.over;
            if (over == null || now - problem.overSince < quietNanos) {
                return false;
            }
            outboxes.forEach(outbox -> outbox.add(over));
            return true;
        });
        for (Problem problem : problems.values()) {
            repeat(problem, now);
        }
    }

    private void repeat(Problem problem, long now) {
        for (NotificationOutbox outbox : outboxes) {
            Duration every = outbox.repeatEvery();
            long last = problem.repeated.getOrDefault(outbox, problem.since);
            if (every != null && now - last >= every.toNanos()) {
                problem.repeated.put(outbox, now);
                Notification first = problem.trigger;
                outbox.repeat(new Notification(
                        first.action(),
                        first.key(),
                        first.severity(),
                        first.application(),
                        first.instance(),
                        first.check(),
                        first.summary(),
                        first.at().plusNanos(now - problem.since),
                        first.details()));
            }
        }
    }

    /** Returns how many notifications wait to be sent, over all channels. */
    public int waiting() {
        return outboxes.stream().mapToInt(NotificationOutbox::size).sum();
    }

    /** Returns how many notifications have been taken, over all channels. */
    public long sent() {
        return outboxes.stream().mapToLong(NotificationOutbox::sent).sum();
    }

    /** Returns how many notifications were given up, over all channels. */
    public long lost() {
        return outboxes.stream().mapToLong(NotificationOutbox::lost).sum();
    }

    /** Sends what can be sent, on this thread. */
    void sendDue() {
        outboxes.forEach(NotificationOutbox::sendDue);
    }

    /** Ends the threads; what waits is not sent any more. */
    @Override
    public void close() {
        threads.forEach(HealthScheduler::close);
    }

    private Notification notification(
            HealthChange change, Notification.Action action, String key, Notification.Severity severity) {
        CheckState check = change.after();
        HealthResult latest = check.latest();
        Map<String, String> details = latest == null ? Map.of() : latest.details();
        String reason = details.get("reason");
        String summary = application + ": " + check.name() + " is " + check.status()
                + (reason == null ? "" : " (" + reason + ")") + " on " + instance;
        return new Notification(
                action, key, severity, application, instance, check.name(), summary, change.at(), details);
    }

    /** All instances say the same of what they share, so that it is one problem and not as many as there are instances. */
    private String key(CheckState check) {
        return check.settings().shared()
                ? application + "/" + check.name()
                : application + "/" + instance + "/" + check.name();
    }

    private static Notification.Severity severity(CheckState check) {
        return switch (check.settings().impact()) {
            case CRITICAL ->
                check.status() == HealthStatus.DOWN ? Notification.Severity.CRITICAL : Notification.Severity.WARNING;
            case DEGRADED -> Notification.Severity.WARNING;
            case INFORMATIONAL -> Notification.Severity.INFO;
        };
    }

    /** A problem that people have been told of. */
    private static final class Problem {

        private final Notification trigger;
        private final long since;
        private final Map<NotificationOutbox, Long> repeated = new HashMap<>();

        private @Nullable Notification over;
        private long overSince;

        Problem(Notification trigger, long since) {
            this.trigger = trigger;
            this.since = since;
        }
    }
}
