package dev.readiness.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a backup one after the other: a ZIP file, encrypted as a whole. Compressing and encrypting is done by a
 * thread of its own, while the database is read; a few blocks wait between both, so that memory stays bounded.
 */
final class ArchiveWriter implements AutoCloseable {

    static final String MANIFEST = "manifest.json";

    private static final int BLOCK = 1 << 18;
    private static final int WAITING = 16;
    private static final Step END = () -> {};

    private final ZipOutputStream zip;
    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(WAITING);
    private final Thread worker = new Thread(this::work, "readiness-backup-writer");
    private ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK);
    private volatile @Nullable Throwable failure;
    private boolean closed;

    ArchiveWriter(OutputStream encrypted) {
        zip = new ZipOutputStream(encrypted, StandardCharsets.UTF_8);
        // Anything stronger is slower than the database writes.
        zip.setLevel(Deflater.BEST_SPEED);
        worker.setDaemon(true);
        worker.start();
    }

    private void work() {
        try {
            for (Step step = steps.take(); step != END; step = steps.take()) {
                // After a failure the rest is only taken away, so that nobody waits for room.
                if (failure == null) {
                    attempt(step);
                }
            }
        } catch (InterruptedException ex) {
            failure = ex;
        }
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException | Error ex) {
            failure = ex;
        }
    }

    /** Begins a part; what is written next belongs to it. */
    void begin(String name) throws IOException {
        flush();
        put(() -> zip.putNextEntry(new ZipEntry(name)));
    }

    void write(byte[] bytes) throws IOException {
        block.write(bytes, 0, bytes.length);
        if (block.size() >= BLOCK) {
            flush();
        }
    }

    void text(String name, String text) throws IOException {
        begin(name);
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the manifest, the last part, and the end of the file. */
    void finish(BackupManifest manifest) throws IOException {
        begin(MANIFEST);
        write(ManifestJson.write(manifest));
        close();
    }

    private void flush() throws IOException {
        if (block.size() > 0) {
            ByteArrayOutputStream full = block;
            block = new ByteArrayOutputStream(BLOCK + BLOCK / 4);
            put(() -> full.writeTo(zip));
        }
    }

    private void put(Step step) throws IOException {
        check();
        try {
            steps.put(step);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The backup was broken off");
        }
    }

    private void check() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw new IOException("Cannot write the backup", cause);
        }
    }

    /** Ends the file, and waits until the last byte is written; without a manifest it is no backup. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            flush();
            put(zip::close);
            put(END);
            worker.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The backup was broken off");
        } finally {
            // Whatever went wrong, nothing is written any more.
            if (worker.isAlive()) {
                worker.interrupt();
            }
        }
        check();
    }

    /** Something to be done on the other thread. */
    @FunctionalInterface
    private interface Step {

        void run() throws IOException;
    }
}
