package dev.readiness.audit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in a file, one line each.
 *
 * <p>It writes through a stream and not a channel, because an interrupt closes a channel under the threads that share it.
 * The lock is on a file beside it, because on POSIX closing any other handle of a locked file lets go of the lock.
 */
final class FileAuditStore implements AuditStore {

    private final AuditFile file;
    private final Path path;
    private final FileChannel lock;
    private final FileOutputStream out;
    private final GroupCommit commit = new GroupCommit(this::writeAndForce);
    private final AtomicLong forcedLength;

    private FileAuditStore(Path path, FileChannel lock) throws IOException {
        this.path = path;
        this.lock = lock;
        this.file = new AuditFile(path);
        boolean created = Files.notExists(path);
        this.out = new FileOutputStream(path.toFile(), true);
        this.forcedLength = new AtomicLong(file.repairedLength());
        if (created) {
            forceDirectory(path);
        }
    }

    static FileAuditStore open(Path file) {
        Path path = file.toAbsolutePath();
        FileChannel lock = null;
        try {
            Files.createDirectories(path.getParent());
            lock = lock(path);
            return new FileAuditStore(path, lock);
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
                AuditRecord candidate = AuditJson.read(json.orElseThrow(() -> new AuditStoreException(
                        path + " was damaged at byte " + offset + " while it was in use", null)));
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
        try (lock) {
            out.close();
        } catch (IOException ex) {
            throw new AuditStoreException("Cannot close the audit file " + path, ex);
        }
    }

    private void writeAndForce(byte[] bytes) throws IOException {
        out.write(bytes);
        out.getFD().sync();
        forcedLength.addAndGet(bytes.length);
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
