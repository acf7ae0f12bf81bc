package dev.readiness.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a record in a file when another store fails, forced to the disk before it counts as stored, and takes it there when
 * the store is back. A store keeps one record of an id, so that one which arrives twice is kept once.
 */
final class SpillingAuditStore implements AuditStore {

    private static final Logger LOG = LoggerFactory.getLogger(SpillingAuditStore.class);

    private static final String SUFFIX = ".spill";

    private final AuditStore store;
    private final Path directory;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> rounds;
    private @Nullable AuditStore spill;
    private @Nullable Path spillFile;

    SpillingAuditStore(AuditStore store, Path directory, Duration retry) {
        this.store = store;
        this.directory = directory.toAbsolutePath();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "readiness-audit-spill");
            daemon.setDaemon(true);
            return daemon;
        });
        this.rounds = thread.scheduleWithFixedDelay(this::replay, 0, retry.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns the store that spills into nothing. */
    AuditStore unspilled() {
        return store;
    }

    @Override
    public void append(AuditRecord entry) {
        try {
            store.append(entry);
        } catch (AuditStoreException ex) {
            spill(entry, ex);
        }
    }

    @Override
    public void appendInTransaction(AuditRecord entry) {
        if (store.joinsTransactions()) {
            store.appendInTransaction(entry); // Where it fails, so does the work that it stands for.
        } else {
            append(entry);
        }
    }

    @Override
    public AuditPage read(AuditQuery query) {
        return store.read(query);
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public boolean joinsTransactions() {
        return store.joinsTransactions();
    }

    @Override
    public void close() {
        rounds.cancel(false);
        thread.shutdown();
        closeSpill();
        store.close();
    }

    private synchronized void spill(AuditRecord entry, AuditStoreException cause) {
        try {
            if (spill == null) {
                LOG.warn("The audit store does not answer; records go to {} until it does", directory, cause);
                spillFile = directory.resolve(entry.id() + SUFFIX);
                spill = AuditStore.file(spillFile);
            }
            spill.append(entry);
        } catch (AuditStoreException ex) {
            ex.addSuppressed(cause);
            throw ex;
        }
    }

    private synchronized void closeSpill() {
        if (spill != null) {
            spill.close();
            spill = null;
        }
    }

    private void replay() {
        try {
            for (Path file : spilled()) {
                if (isInUse(file)) {
                    closeSpill();
                }
                replay(file);
            }
        } catch (IOException | AuditStoreException ex) {
            LOG.debug("Spilled audit records still wait for the store", ex);
        }
    }

    private synchronized boolean isInUse(Path file) {
        return spill != null && file.equals(spillFile);
    }

    private void replay(Path file) throws IOException {
        long count = 0;
        try (AuditStore waiting = AuditStore.file(file)) {
            AuditQuery query = AuditQuery.oldestFirst(AuditQuery.MAX_LIMIT);
            for (boolean more = true; more; ) {
                AuditPage page = waiting.read(query);
                page.records().forEach(store::append);
                count += page.records().size();
                query = query.after(page.next().orElse(null));
                more = page.next().isPresent();
            }
        }
        Files.delete(file);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".lock"));
        LOG.warn("The audit store is back; {} records that waited are stored", count);
    }

    private List<Path> spilled() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
