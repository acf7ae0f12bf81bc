package dev.readiness.health;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether one thing that the application needs is working.
 *
 * <p>A check returns soon and changes nothing. {@link HealthMonitor} runs it by one thread at a time. It may throw: that is
 * reported as {@link HealthStatus#DOWN}. Details may be shown to operators, so they never hold a secret.
 */
@FunctionalInterface
public interface HealthCheck {

    /**
     * Returns how it is now.
     *
     * @throws Exception if that could not be found out
     */
    HealthResult check() throws Exception;

    /**
     * Returns {@code check} for one that costs much, or asks for what seldom changes: however often it is run, {@code check} is
     * asked again only after {@code time}, or at once if it threw.
     *
     * @throws IllegalArgumentException if {@code time} is not more than nothing
     */
    static HealthCheck atMostEvery(Duration time, HealthCheck check, InstantSource clock) {
        return new RememberingCheck(check, time, clock);
    }

    /**
     * Returns a check that borrows a connection from {@code dataSource} and has the driver validate it.
     *
     * @param timeout how long the database may take to answer, in whole seconds. How long borrowing may take is the
     *     connection pool's own setting
     */
    static HealthCheck dataSource(DataSource dataSource, Duration timeout) {
        return new DataSourceHealthCheck(dataSource, timeout);
    }

    /**
     * Returns a check of a pool of connections or threads: degraded while everything is in use and somebody waits.
     *
     * @param used how many are in use now
     * @param max how many there may be
     * @param waiting how many callers wait for one now
     */
    static HealthCheck pool(IntSupplier used, IntSupplier max, IntSupplier waiting) {
        return new PoolHealthCheck(used, max, waiting);
    }

    /**
     * Returns a check of the file system of {@code path}: degraded below twice {@code minFreeBytes} of usable space, down
     * below it.
     */
    static HealthCheck disk(Path path, long minFreeBytes) {
        return new DiskHealthCheck(path, minFreeBytes);
    }

    /**
     * Returns a check of the heap that is left after the last garbage collection: degraded where more than {@code maxUsed}
     * of the old generation is then still in use. What is used between collections says nothing.
     *
     * @param maxUsed more than 0, at most 1
     */
    static HealthCheck memory(double maxUsed) {
        return MemoryHealthCheck.ofThisProcess(maxUsed);
    }

    /** Returns a check that is down while threads of this process wait for each other, which only a restart mends. */
    static HealthCheck deadlocks() {
        return new DeadlockHealthCheck(ManagementFactory.getThreadMXBean());
    }

    /**
     * Returns a check of the clock: degraded where it went {@code tolerance} further, or less far, than time did within the
     * last hour, and down where it shows a time before {@code earliest}, for example that of the build.
     */
    static HealthCheck clock(InstantSource clock, Duration tolerance, Instant earliest) {
        return new ClockHealthCheck(clock, System::nanoTime, tolerance, earliest);
    }

    /**
     * Returns a check of the certificates in a file of PEM or DER: degraded when one ends within {@code warning}, down when
     * one has ended or is not yet valid.
     */
    static HealthCheck certificates(Path file, Duration warning, InstantSource clock) {
        return CertificateHealthCheck.ofFile(file, warning, clock);
    }

    /**
     * Returns a check of the certificates in a key store (PKCS12 or JKS), as {@link #certificates} does.
     *
     * @param password gives the password of the store, each time the file is read; nothing where certificates can be read
     *     without
     */
    static HealthCheck keyStore(
            Path file, Supplier<char @Nullable []> password, Duration warning, InstantSource clock) {
        return CertificateHealthCheck.ofKeyStore(file, password, warning, clock);
    }
}
