package dev.readiness.health;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Judges a service that others run by the calls that the application made anyway, so that health adds no call of its own.
 *
 * <pre>{@code
 * RecentCalls sms = RecentCalls.within(Duration.ofMinutes(1));
 * monitor.readiness("sms", sms, CheckSettings.defaults().withShared(true));
 * sms.call(() -> client.send(message));
 * }</pre>
 *
 * <p>It remembers the last 100 calls of the window. It is up where fewer than 5 are left, since nobody can tell then. Safe
 * for use by many threads; recording a call takes well under a microsecond.
 */
public final class RecentCalls implements HealthCheck {

    private static final int REMEMBERED = 100;
    private static final int ENOUGH = 5;
    private static final double MANY = 0.5;
    private static final double SOME = 0.2;

    private final long windowNanos;
    private final LongSupplier ticker;
    private final long[] at = new long[REMEMBERED];
    private final boolean[] failed = new boolean[REMEMBERED];
    private long count;

    private RecentCalls(Duration window, LongSupplier ticker) {
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("'window' must be more than nothing but is " + window);
        }
        this.windowNanos = window.toNanos();
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /** Returns a check of the calls within {@code window}: down where half of them failed, degraded where a fifth did. */
    public static RecentCalls within(Duration window) {
        return new RecentCalls(window, System::nanoTime);
    }

    static RecentCalls within(Duration window, LongSupplier ticker) {
        return new RecentCalls(window, ticker);
    }

    /** Makes a call and records whether it threw. */
    public <T, E extends Exception> T call(Call<T, E> call) throws E {
        boolean returned = false;
        try {
            T result = call.call();
            returned = true;
            return result;
        } finally {
            if (returned) {
                succeeded();
            } else {
                failed();
            }
        }
    }

    /** Records a call that succeeded. */
    public void succeeded() {
        record(false);
    }

    /** Records a call that failed by the other side's fault, for example without an answer or with status 500. */
    public void failed() {
        record(true);
    }

    private synchronized void record(boolean failure) {
        int slot = (int) (count++ % REMEMBERED);
        at[slot] = ticker.getAsLong();
        failed[slot] = failure;
    }

    @Override
    public synchronized HealthResult check() {
        long now = ticker.getAsLong();
        int calls = 0;
        int failures = 0;
        for (int i = 0; i < Math.min(count, REMEMBERED); i++) {
            if (now - at[i] <= windowNanos) {
                calls++;
                failures += failed[i] ? 1 : 0;
            }
        }
        return result(calls, failures).with("calls", Integer.toString(calls));
    }

    private static HealthResult result(int calls, int failures) {
        double part = calls < ENOUGH ? 0 : (double) failures / calls;
        String reason = String.format(Locale.ROOT, "%d of the last %d calls failed", failures, calls);
        if (part >= MANY) {
            return HealthResult.down(reason);
        }
        return part >= SOME ? HealthResult.degraded(reason) : HealthResult.up();
    }

    /**
     * A call of the application.
     *
     * @param <T> what it returns
     * @param <E> what it may throw
     */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {

        /** Makes the call. */
        T call() throws E;
    }
}
