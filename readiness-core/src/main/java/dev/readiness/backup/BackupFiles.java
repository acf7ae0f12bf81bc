package dev.readiness.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of backups. A file has its name only when it is whole and on the disk; before that it is hidden, ends in
 * {@code .part}, and is removed if anything goes wrong. The name says when the snapshot was taken.
 */
final class BackupFiles {

    private static final String PREFIX = "backup-";
    private static final String SUFFIX = ".readiness";
    private static final String PART = ".part";
    private static final String EVIDENCE = ".restored.json";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'");

    /** After which a hidden file is left over from a process that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path directory;

    BackupFiles(Path directory) {
        this.directory = directory;
    }

    /** Writes one file; what {@code content} throws leaves none. */
    Path write(Instant takenAt, Content content) throws Exception {
        Files.createDirectories(directory);
        String name = PREFIX + TIME.format(takenAt.atOffset(ZoneOffset.UTC)) + SUFFIX;
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
            throw new BackupException("'" + file + "' exists already; nothing was backed up");
        }
        Path part = directory.resolve("." + name + PART);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.write(out);
            out.flush();
        } catch (Exception | Error ex) {
            Files.deleteIfExists(part);
            throw ex;
        }
        sync(part, StandardOpenOption.WRITE);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
        return file;
    }

    /** Keeps the evidence of a tested restore beside its backup. */
    void write(RestoreEvidence evidence) throws IOException {
        String name = evidence.backup() + "." + TIME.format(evidence.testedAt().atOffset(ZoneOffset.UTC)) + EVIDENCE;
        Path part = directory.resolve("." + name + PART);
        Files.write(part, EvidenceJson.write(evidence));
        sync(part, StandardOpenOption.WRITE);
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
    }

    static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Returns the backups, the newest first. */
    List<Path> backups() throws IOException {
        return named(SUFFIX);
    }

    /** Returns when the backup with this name was taken, or nothing if it is no name of a backup. */
    static Optional<Instant> takenAt(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            String time = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
            return Optional.of(LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException ex) {
            return Optional.empty();
        }
    }

    /** Returns the evidence of all tested restores, the newest first; what cannot be read proves nothing and is passed over. */
    List<RestoreEvidence> evidence() throws IOException {
        List<RestoreEvidence> all = new ArrayList<>();
        for (Path file : named(EVIDENCE)) {
            EvidenceJson.read(Files.readAllBytes(file)).ifPresent(all::add);
        }
        all.sort(Comparator.comparing(RestoreEvidence::testedAt).reversed());
        return all;
    }

    /** Deletes what is older than {@code keep}, but neither the newest nor the one that was last restored. */
    void expire(Instant now, BackupSettings settings) throws IOException {
        Optional<String> proven = evidence().stream()
                .filter(RestoreEvidence::passed)
                .map(RestoreEvidence::backup)
                .findFirst();
        List<Path> backups = backups();
        for (Path old : backups.subList(Math.min(settings.keepAtLeast(), backups.size()), backups.size())) {
            boolean expired = takenAt(old)
                    .filter(time -> time.isBefore(now.minus(settings.keep())))
                    .isPresent();
            if (expired && proven.filter(old.getFileName().toString()::equals).isEmpty()) {
                Files.deleteIfExists(old);
            }
        }
        for (Path part : named(SUFFIX + PART)) {
            if (Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(ABANDONED))) {
                Files.deleteIfExists(part);
            }
        }
    }

    private List<Path> named(String end) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .filter(file -> !end.equals(SUFFIX) || takenAt(file).isPresent())
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }

    private void syncDirectory() throws IOException {
        if (java.io.File.separatorChar == '/') {
            sync(directory, StandardOpenOption.READ);
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /** Writes what is in a file. */
    @FunctionalInterface
    interface Content {

        void write(OutputStream out) throws Exception;
    }
}
