package dev.readiness.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Takes backups of one database, and proves that they can be restored.
 *
 * <pre>{@code
 * Backups backups = Backups.of(BackupDatabase.postgres(live, schema, scratch), directory, BackupKey.parse(key));
 * Path file = backups.run();
 * RestoreEvidence evidence = backups.test(file);   // into a database of its own, compared, dropped
 * }</pre>
 *
 * <p>A logical backup like this is not point-in-time recovery. Safe for use by many threads; one backup runs at a time.
 */
public final class Backups {

    private final BackupDatabase database;
    private final BackupFiles files;
    private final BackupKey key;
    private final BackupSettings settings;
    private final Map<String, RestoreCheck> checks;
    private final InstantSource clock;
    private final AtomicBoolean running;

    Backups(
            BackupDatabase database,
            BackupFiles files,
            BackupKey key,
            BackupSettings settings,
            Map<String, RestoreCheck> checks,
            InstantSource clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.files = files;
        this.key = Objects.requireNonNull(key, "key");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        this.clock = Objects.requireNonNull(clock, "clock");
        this.running = new AtomicBoolean();
    }

    /**
     * Returns the backups of one database in one directory, with {@link BackupSettings#DEFAULT}.
     *
     * @param directory where they are, best on another machine; made if it is not there
     */
    public static Backups of(BackupDatabase database, Path directory, BackupKey key) {
        return new Backups(
                database, new BackupFiles(directory), key, BackupSettings.DEFAULT, Map.of(), InstantSource.system());
    }

    /**
     * Returns backups with other expectations.
     *
     * @param checks what else must hold in a restored database, by name, like Flyway's validation or an invariant of the data
     */
    public Backups with(BackupSettings settings, Map<String, RestoreCheck> checks) {
        return new Backups(database, files, key, settings, checks, clock);
    }

    /** Returns backups that read another clock. */
    Backups at(InstantSource clock) {
        return new Backups(database, files, key, settings, checks, clock);
    }

    /**
     * Takes a backup and deletes those that have expired.
     *
     * @return the file
     * @throws BackupException if it fails; no file is left that looks like a backup
     */
    public Path run() {
        if (!running.compareAndSet(false, true)) {
            throw new BackupException("A backup is running already; wait until it ends");
        }
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Path file = files.write(now, out -> {
                try (ArchiveWriter archive = new ArchiveWriter(key.encrypting(out))) {
                    archive.finish(database.write(archive, now));
                }
            });
            files.expire(now, settings);
            return file;
        } catch (SQLException ex) {
            throw new BackupException(
                    "The database could not be read to the end (SQLSTATE " + ex.getSQLState() + "); no backup was made",
                    ex);
        } catch (IOException ex) {
            throw new BackupException(
                    "The backup could not be written to the end (is the disk full?); none was made", ex);
        } catch (BackupException ex) {
            throw ex;
        } catch (Exception ex) {
            throw new BackupException("No backup was made", ex);
        } finally {
            running.set(false);
        }
    }

    /**
     * Restores a backup. Everything happens in one transaction, which is undone if the content is not what was backed up.
     *
     * @param target an empty database
     * @throws BackupException if the file cannot be read, the target is not empty, or what was restored differs
     */
    public void restore(Path file, DataSource target) {
        List<String> problems = load(file, manifest(file), target);
        if (!problems.isEmpty()) {
            throw new BackupException("All rows were restored, but the schema differs: " + String.join("; ", problems));
        }
    }

    /**
     * Restores a backup into a database that is made for it, compares everything, and drops that database. The evidence is kept
     * beside the backup.
     *
     * @throws BackupException if the evidence cannot be kept; a restore that fails is evidence, too, and is returned
     */
    public RestoreEvidence test(Path file) {
        Instant begin = clock.instant();
        long started = System.nanoTime();
        Optional<BackupManifest> manifest = Optional.empty();
        List<String> problems = new ArrayList<>();
        try {
            manifest = Optional.of(manifest(file));
            problems.addAll(age(file, manifest.get(), begin));
            try (ScratchDatabase scratch = database.scratch(manifest.get())) {
                problems.addAll(load(file, manifest.get(), scratch.dataSource()));
                problems.addAll(checkProblems(scratch.dataSource()));
            }
        } catch (BackupException ex) {
            problems.add(String.valueOf(ex.getMessage()));
        } catch (SQLException ex) {
            problems.add("No database can be made or dropped for the test (SQLSTATE " + ex.getSQLState() + ")");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        if (took.compareTo(settings.objective()) > 0) {
            problems.add("It took " + took.toSeconds() + " s, more than the objective of "
                    + settings.objective().toSeconds() + " s");
        }
        RestoreEvidence evidence = new RestoreEvidence(
                String.valueOf(file.getFileName()),
                manifest.map(BackupManifest::takenAt).orElse(Instant.EPOCH),
                begin,
                took,
                manifest.map(found -> found.tables().size()).orElse(0),
                manifest.map(BackupManifest::rows).orElse(0L),
                manifest.map(BackupManifest::leftOut).orElse(List.of()),
                problems);
        try {
            files.write(evidence);
        } catch (IOException ex) {
            throw new BackupException("The evidence of the tested restore cannot be written", ex);
        }
        return evidence;
    }

    /**
     * Tests the newest backup, as {@link #test} does.
     *
     * @throws BackupException if there is none
     */
    public RestoreEvidence testNewest() {
        return test(
                newest().orElseThrow(() -> new BackupException("There is no backup whose restore could be tested")));
    }

    /** Returns whether there is a place where a restore can be tested. */
    public boolean isTestable() {
        return database.isTestable();
    }

    /** Returns the newest backup. */
    public Optional<Path> newest() {
        try {
            return files.backups().stream().findFirst();
        } catch (IOException ex) {
            throw new BackupException("The directory of backups cannot be read", ex);
        }
    }

    /** Returns how backups stand, from the names and the evidence in the directory. */
    public BackupState state() {
        try {
            List<RestoreEvidence> evidence = files.evidence();
            return new BackupState(
                    newest().flatMap(BackupFiles::takenAt),
                    evidence.stream().findFirst(),
                    evidence.stream()
                            .filter(RestoreEvidence::passed)
                            .map(RestoreEvidence::testedAt)
                            .findFirst());
        } catch (IOException ex) {
            throw new BackupException("The directory of backups cannot be read", ex);
        }
    }

    /** Returns what is wrong with backups now, one line each. */
    public List<String> problems() {
        return state().problems(settings, clock);
    }

    BackupSettings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }

    private List<String> age(Path file, BackupManifest manifest, Instant now) {
        List<String> problems = new ArrayList<>();
        if (!BackupFiles.takenAt(file).equals(Optional.of(manifest.takenAt()))) {
            problems.add("The name of the file says another time than its manifest, " + manifest.takenAt());
        }
        if (manifest.takenAt().isBefore(now.minus(settings.maxAge()))) {
            problems.add("The backup of " + manifest.takenAt() + " is older than "
                    + settings.maxAge().toHours() + " h");
        }
        return problems;
    }

    /** Reads the whole file, so that nothing is begun with one that is damaged. */
    private BackupManifest manifest(Path file) {
        List<String> parts = new ArrayList<>();
        try (ArchiveReader archive = new ArchiveReader(key.decrypting(BackupFiles.open(file)))) {
            for (String part = archive.next(); part != null; part = archive.next()) {
                if (part.equals(ArchiveWriter.MANIFEST)) {
                    BackupManifest manifest =
                            ManifestJson.read(archive.content().readAllBytes());
                    if (archive.next() != null || !parts.equals(database.parts(manifest))) {
                        throw new BackupException("The parts of the backup are not those that its manifest names");
                    }
                    archive.drain();
                    return manifest;
                }
                parts.add(part);
            }
        } catch (IOException ex) {
            throw new BackupException(
                    "'" + file + "' cannot be read: it is damaged, was cut off, or was encrypted with another key", ex);
        }
        throw new BackupException("'" + file + "' has no manifest");
    }

    private List<String> load(Path file, BackupManifest manifest, DataSource target) {
        try (ArchiveReader archive = new ArchiveReader(key.decrypting(BackupFiles.open(file)));
                Connection connection = target.getConnection()) {
            database.load(archive, manifest, connection);
            return database.differences(manifest, connection);
        } catch (IOException ex) {
            throw new BackupException("'" + file + "' could not be read a second time; nothing was restored", ex);
        } catch (SQLException ex) {
            throw new BackupException(
                    "The target failed (SQLSTATE " + ex.getSQLState() + "); nothing was restored", ex);
        }
    }

    private List<String> checkProblems(DataSource restored) {
        List<String> problems = new ArrayList<>();
        checks.forEach((name, check) -> {
            try {
                check.problems(restored).forEach(problem -> problems.add(name + ": " + problem));
            } catch (Exception ex) {
                // Messages of databases quote rows.
                problems.add(name + ": cannot be checked, " + ex.getClass().getSimpleName());
            }
        });
        return problems;
    }
}
