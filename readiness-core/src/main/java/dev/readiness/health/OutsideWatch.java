package dev.readiness.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dead man's switch: tells something outside, again and again, that this instance is well, and keeps silent while it is
 * not. What is outside raises the alarm at the silence, which is the one thing that a process cannot tell of itself.
 *
 * <p>It keeps silent while liveness or readiness is down, while a critical dependency is down even if all instances share
 * it, and when nothing is running any more. Safe for use by many threads.
 */
public final class OutsideWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OutsideWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HealthMonitor monitor;
    private final Supplier<URI> address;
    private final long everyNanos;
    private final LongSupplier ticker;
    private final HttpClient client;
    private final HealthScheduler thread = new HealthScheduler("readiness-health-watch", this::lookAround);

    private long dueAt;
    private boolean failing;

    OutsideWatch(HealthMonitor monitor, Supplier<URI> address, Duration every, LongSupplier ticker) {
        this.monitor = Objects.requireNonNull(monitor, "monitor");
        this.address = Objects.requireNonNull(address, "address");
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("'every' must be more than nothing but is " + every);
        }
        this.everyNanos = every.toNanos();
        this.ticker = ticker;
        this.dueAt = ticker.getAsLong();
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Begins to tell.
     *
     * @param address gives the address that is asked for by GET; it is a secret, since whoever knows it can keep the alarm
     *     silent
     * @param every how often; the alarm outside should wait for at least three times as long
     */
    public static OutsideWatch start(HealthMonitor monitor, Supplier<URI> address, Duration every) {
        OutsideWatch watch = new OutsideWatch(monitor, address, every, System::nanoTime);
        watch.thread.start();
        return watch;
    }

    /** Tells if it is time to and if this instance is well. */
    long lookAround() {
        long now = ticker.getAsLong();
        if (now - dueAt >= 0) {
            dueAt = now + everyNanos;
            if (isWell()) {
                tell();
            }
        }
        return dueAt - now;
    }

    private boolean isWell() {
        boolean down = monitor.states().values().stream()
                .anyMatch(check -> check.settings().impact() == Impact.CRITICAL
                        && (check.status() == HealthStatus.DOWN || check.status() == HealthStatus.UNKNOWN));
        return !down
                && monitor.peek(Probe.LIVENESS).isPositive()
                && monitor.peek(Probe.READINESS).isPositive();
    }

    private void tell() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address.get()).timeout(PATIENCE).build();
            int status = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                    .statusCode();
            if (status / 100 != 2) {
                throw new IOException("it answered " + status);
            }
            failing = false;
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException | RuntimeException ex) {
            if (!failing) {
                // Not the address and not the message of just anything: they may hold the secret part.
                LOGGER.warn(
                        "Whoever watches from outside was not reached ({}) and will raise an alarm",
                        ex instanceof IOException
                                ? ex.getMessage()
                                : ex.getClass().getSimpleName());
            }
            failing = true;
        }
    }

    /** Falls silent. */
    @Override
    public void close() {
        thread.close();
    }
}
