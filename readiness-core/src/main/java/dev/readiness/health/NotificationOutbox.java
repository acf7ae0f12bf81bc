package dev.readiness.health;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel still has to send, in order. What fails is tried again after 1, 2, 4 … at most 30 seconds, and given up
 * after 30 minutes.
 */
final class NotificationOutbox {

    private static final Logger LOGGER = LoggerFactory.getLogger(HealthNotifier.class);
    private static final int MOST = 1_000;
    private static final long KEPT_NANOS = Duration.ofMinutes(30).toNanos();
    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();

    private final NotificationChannel channel;
    private final LongSupplier ticker;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long pause = FIRST_PAUSE;
    private long notBefore;
    private boolean failing;
    private long sent;
    private long lost;

    NotificationOutbox(NotificationChannel channel, LongSupplier ticker) {
        this.channel = channel;
        this.ticker = ticker;
        this.notBefore = ticker.getAsLong();
    }

    @Nullable
    Duration repeatEvery() {
        return channel.repeatEvery();
    }

    synchronized void add(Notification notification) {
        if (waiting.size() == MOST) {
            waiting.removeFirst();
            lose("a thousand others wait");
        }
        waiting.add(new Waiting(notification, ticker.getAsLong()));
    }

    /** Adds a repetition, unless something waits: whoever does not hear the first need not hear the second. */
    synchronized void repeat(Notification notification) {
        if (waiting.isEmpty()) {
            add(notification);
        }
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized long sent() {
        return sent;
    }

    synchronized long lost() {
        return lost;
    }

    /** Sends what can be sent; returns how many nanoseconds there are until something is to be done. */
    long sendDue() {
        while (true) {
            Waiting next;
            synchronized (this) {
                long now = ticker.getAsLong();
                while (!waiting.isEmpty() && now - waiting.element().since() > KEPT_NANOS) {
                    waiting.remove();
                    lose("the receiver has not taken it for 30 minutes");
                }
                if (waiting.isEmpty()) {
                    return Long.MAX_VALUE;
                }
                if (now - notBefore < 0) {
                    return notBefore - now;
                }
                next = waiting.element();
            }
            // Outside of the lock: whoever adds must not wait for the receiver.
            attempt(next);
        }
    }

    private void attempt(Waiting next) {
        try {
            channel.send(next.notification());
            done(next, true);
        } catch (UndeliverableNotificationException ex) {
            LOGGER.warn(
                    "A notification of '{}' was not taken: {}",
                    next.notification().check(),
                    ex.getMessage());
            done(next, false);
        } catch (Throwable ex) {
            failed(ex);
        }
    }

    private synchronized void done(Waiting next, boolean taken) {
        waiting.remove(next);
        pause = FIRST_PAUSE;
        failing = false;
        if (taken) {
            sent++;
        } else {
            lost++;
        }
    }

    private synchronized void failed(Throwable ex) {
        if (!failing) {
            // Not the message of just anything: an address with a token in it would be logged.
            String reason =
                    ex instanceof IOException ? ex.getMessage() : ex.getClass().getName();
            LOGGER.warn("A notification could not be sent and is tried again: {}", reason);
        }
        failing = true;
        notBefore = ticker.getAsLong() + pause;
        pause = Math.min(pause * 2, LONGEST_PAUSE);
    }

    private void lose(String reason) {
        lost++;
        LOGGER.warn("A notification is lost: {}", reason);
    }

    private record Waiting(Notification notification, long since) {}
}
