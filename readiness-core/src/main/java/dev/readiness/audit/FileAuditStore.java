package dev.readiness.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in a file, one line each, and one line before each batch that was forced together.
 *
 * <p>The lock is on a file beside it, because on POSIX closing any other handle of a locked file lets go of the lock.
 */
final class FileAuditStore implements AuditStore {

    private final AuditFile file;
    private final Path path;
    private final FileChannel lock;
    private final ForcedFile out;
    private final GroupCommit commit = new GroupCommit(this::writeAndForce);
    private final AtomicLong forcedLength;

    private FileAuditStore(Path path, FileChannel lock, ForcedFile.Opener opener) throws IOException {
        this.path = path;
        this.lock = lock;
        this.file = new AuditFile(path);
        boolean created = Files.notExists(path);
        if (created) {
            Files.createFile(path);
        }
        this.forcedLength = new AtomicLong(file.repairedLength());
        this.out = opener.open(path);
        if (created) {
            forceDirectory(path);
        }
    }

    static FileAuditStore open(Path file) {
        return open(file, ForcedFile::open);
    }

    static FileAuditStore open(Path file, ForcedFile.Opener opener) {
        Path path = file.toAbsolutePath();
        FileChannel lock = null;
        try {
            Files.createDirectories(path.getParent());
            lock = lock(path);
            return new FileAuditStore(path, lock, opener);
        } catch (IOException ex) {
            closeQuietly(lock);
            throw new AuditStoreException("Cannot open the audit file " + path + ": " + ex.getMessage(), ex);
        } catch (AuditStoreException ex) {
            closeQuietly(lock);
            throw ex;
        }
    }

    @Override
    public void append(AuditRecord entry) {
        if (Files.notExists(path)) {
            throw new AuditStoreException("The audit file " + path + " is gone", null);
        }
        commit.write(AuditFrame.encode(AuditJson.write(entry)));
    }

    @Override
    public AuditPage read(AuditQuery query) {
        TreeSet<AuditRecord> best = new TreeSet<>(query.order().comparator());
        try {
            file.forEachLine(forcedLength.get(), (offset, json) -> {
                String line = json.orElseThrow(() -> new AuditStoreException(
                        path + " was damaged at byte " + offset + " while it was in use", null));
                if (AuditFrame.isBatch(line)) {
                    return;
                }
                AuditRecord candidate = AuditJson.read(line);
                if (query.matches(candidate) && best.add(candidate) && best.size() > query.limit() + 1) {
                    best.pollLast();
                }
            });
        } catch (IOException ex) {
            throw new AuditStoreException("Cannot read the audit file " + path, ex);
        }
        return AuditPage.of(List.copyOf(best), query.limit());
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void close() {
        try (lock;
                out) {
            // Whatever is damaged in front of this was damaged after it was forced, and is no torn tail.
            out.write(AuditFrame.batch());
            out.force();
        } catch (IOException ex) {
            throw new AuditStoreException("Cannot close the audit file " + path, ex);
        }
    }

    /** A batch begins only after the one before was forced; its first line says so to whoever looks for a torn tail. */
    private void writeAndForce(byte[] bytes) throws IOException {
        byte[] first = AuditFrame.batch();
        byte[] batch = Arrays.copyOf(first, first.length + bytes.length);
        System.arraycopy(bytes, 0, batch, first.length, bytes.length);
        out.write(batch);
        out.force();
        forcedLength.addAndGet(batch.length);
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolveSibling(path.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new AuditStoreException("The audit file " + path + " is in use by another store", null);
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ex) {
            return null;
        }
    }

    /** Makes the new file's name durable. Not every file system lets a directory be opened; there it is not needed. */
    private static void forceDirectory(Path path) {
        try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException ex) {
            // Windows refuses to open a directory, and keeps names durable by itself.
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ex) {
                // The reason for closing is already on its way to the caller.
            }
        }
    }
}
