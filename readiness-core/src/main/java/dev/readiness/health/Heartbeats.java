package dev.readiness.health;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that must have run: each says when it has succeeded, and its check is down when that is too long ago.
 *
 * <pre>{@code
 * Heartbeats jobs = Heartbeats.in(Path.of("data/heartbeats.properties"), InstantSource.system());
 * monitor.readiness("nightly-backup", jobs.expect("nightly-backup", Duration.ofHours(24), Duration.ofHours(1)),
 *         CheckSettings.defaults().withImpact(Impact.DEGRADED));
 * jobs.succeeded("nightly-backup");
 * }</pre>
 *
 * <p>The last success is kept in a file, so that a restart does not begin the wait anew. Safe for use by many threads; the
 * file belongs to one process.
 */
public final class Heartbeats {

    private final @Nullable Path file;
    private final InstantSource clock;
    private final Map<String, Instant> last = new LinkedHashMap<>();

    private Heartbeats(@Nullable Path file, InstantSource clock) {
        this.file = file;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Returns heartbeats that are forgotten with the process; a job is then expected a period after the start. */
    public static Heartbeats inMemory(InstantSource clock) {
        return new Heartbeats(null, clock);
    }

    /**
     * Returns heartbeats that are kept in {@code file}, which is created with the first one.
     *
     * @throws UncheckedIOException if it is there but cannot be read
     */
    public static Heartbeats in(Path file, InstantSource clock) {
        Heartbeats heartbeats = new Heartbeats(Objects.requireNonNull(file, "file"), clock);
        heartbeats.read(file);
        return heartbeats;
    }

    /**
     * Returns a check that is down when {@code job} has not succeeded for longer than {@code every} and {@code grace}
     * together. The first success is expected that long after the job was first expected.
     *
     * @throws UncheckedIOException if that could not be kept
     */
    public synchronized HealthCheck expect(String job, Duration every, Duration grace) {
        Objects.requireNonNull(job, "job");
        if (every.isZero() || every.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException(
                    "'every' must be more than nothing, and 'grace' not negative, but they are " + every + " and "
                            + grace + " for '" + job + "'");
        }
        if (last.putIfAbsent(job, clock.instant()) == null && file != null) {
            // Otherwise a job that never runs is never missed where the application restarts often enough.
            write(file);
        }
        return () -> look(job, every.plus(grace));
    }

    /**
     * Records that {@code job} has succeeded now.
     *
     * @throws IllegalArgumentException if nobody expects that job
     * @throws UncheckedIOException if it could not be kept; it counts until the end of the process all the same
     */
    public synchronized void succeeded(String job) {
        if (!last.containsKey(job)) {
            throw new IllegalArgumentException("Nobody expects the job '" + job + "'; expected are " + last.keySet());
        }
        last.put(job, clock.instant());
        if (file != null) {
            write(file);
        }
    }

    /** Returns the names of the jobs, in the order in which they were first expected. */
    public synchronized List<String> jobs() {
        return List.copyOf(last.keySet());
    }

    /** Returns how long ago {@code job} succeeded, or was first expected where it never did. */
    public synchronized Duration age(String job) {
        Instant at = last.get(job);
        if (at == null) {
            throw new IllegalArgumentException("Nobody expects the job '" + job + "'; expected are " + last.keySet());
        }
        Duration age = Duration.between(at, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private HealthResult look(String job, Duration longest) {
        Duration age = age(job);
        HealthResult result = age.compareTo(longest) > 0
                ? HealthResult.down("no success for " + age.truncatedTo(ChronoUnit.SECONDS))
                : HealthResult.up();
        synchronized (this) {
            return result.with("last success", String.valueOf(last.get(job)));
        }
    }

    private void read(Path from) {
        Properties kept = new Properties();
        if (Files.exists(from)) {
            try (Reader reader = Files.newBufferedReader(from)) {
                kept.load(reader);
            } catch (IOException ex) {
                throw new UncheckedIOException("The heartbeats in " + from + " cannot be read", ex);
            }
        }
        kept.stringPropertyNames().forEach(job -> {
            try {
                last.put(job, Instant.parse(kept.getProperty(job)));
            } catch (DateTimeParseException ex) {
                throw new IllegalArgumentException(
                        "The heartbeat of '" + job + "' in " + from + " is no time; delete the line", ex);
            }
        });
    }

    /** Writes beside and moves, so that nobody ever reads half a file. */
    private void write(Path to) {
        Properties kept = new Properties();
        last.forEach((job, at) -> kept.setProperty(job, at.toString()));
        Path beside = to.resolveSibling(to.getFileName() + ".new");
        try {
            Path directory = to.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            try (Writer writer = Files.newBufferedWriter(beside)) {
                kept.store(writer, null);
            }
            Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException ex) {
            throw new UncheckedIOException("The heartbeats cannot be kept in " + to, ex);
        }
    }
}
