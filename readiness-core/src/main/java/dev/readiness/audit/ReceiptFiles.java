package dev.readiness.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files with receipts of one process. A new one is begun when the last is long enough, and one whose records are all sealed
 * is deleted, so that they hold little more than the last second. Safe for use by many threads.
 */
final class ReceiptFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptFiles.class);

    private static final long LONG_ENOUGH = 1 << 20;

    private final Path directory;
    private final AuditKey key;
    private final Set<ReceiptFile> open = new HashSet<>();
    private @Nullable ReceiptFile current;
    private boolean failed;

    ReceiptFiles(Path directory, AuditKey key) {
        this.directory = directory.toAbsolutePath();
        this.key = key;
        try {
            Files.createDirectories(this.directory);
        } catch (IOException ex) {
            throw new AuditStoreException("Cannot use " + this.directory + " for receipts: " + ex.getMessage(), ex);
        }
    }

    /** Writes a receipt; without a file, it is in the memory only. */
    synchronized Receipt write(UUID id, String leaf) {
        try {
            ReceiptFile file = current();
            Receipt receipt = file.write(id, leaf);
            failed = false;
            return receipt;
        } catch (IOException ex) {
            if (!failed) {
                LOG.error("Receipts of audit records cannot be written to {} and end with this process", directory, ex);
            }
            failed = true;
            current = null;
            return new Receipt(id, leaf, null);
        }
    }

    synchronized void settle(ReceiptFile file) {
        file.settle();
        deleteIfSettled(file);
    }

    /** Returns the receipts of files that no process has. */
    synchronized List<Receipt> adopt() {
        List<Receipt> receipts = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*" + ReceiptFile.SUFFIX)) {
            for (Path path : paths) {
                Optional<ReceiptFile> file = ReceiptFile.open(path, key.receiptKey());
                if (file.isPresent()) {
                    open.add(file.get());
                    receipts.addAll(file.get().read());
                    deleteIfSettled(file.get());
                }
            }
        } catch (IOException ex) {
            throw new AuditStoreException("Cannot read the receipts in " + directory + ": " + ex.getMessage(), ex);
        }
        return receipts;
    }

    @Override
    public synchronized void close() {
        current = null;
        for (ReceiptFile file : List.copyOf(open)) {
            deleteIfSettled(file);
        }
        for (ReceiptFile file : open) {
            try {
                file.close();
            } catch (IOException ex) {
                LOG.warn("Cannot close a file with receipts of audit records", ex);
            }
        }
        open.clear();
    }

    private ReceiptFile current() throws IOException {
        ReceiptFile file = current;
        if (file == null || file.size() >= LONG_ENOUGH) {
            Path path = directory.resolve(UUID.randomUUID() + ReceiptFile.SUFFIX);
            ReceiptFile next = ReceiptFile.open(path, key.receiptKey())
                    .orElseThrow(() -> new IOException("Another process took " + path));
            open.add(next);
            current = next;
            if (file != null) {
                deleteIfSettled(file);
            }
            return next;
        }
        return file;
    }

    private void deleteIfSettled(ReceiptFile file) {
        if (file == current || !file.isSettled() || !open.remove(file)) {
            return;
        }
        try {
            file.delete();
        } catch (IOException ex) {
            LOG.warn("Cannot delete a file with receipts of audit records that are sealed", ex);
        }
    }
}
