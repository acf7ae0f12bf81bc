package dev.readiness.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the parts of a backup one after the other: a ZIP file, encrypted as a whole. Closing it without a manifest leaves none. */
final class ArchiveWriter implements AutoCloseable {

    static final String MANIFEST = "manifest.json";

    private static final int BUFFER = 1 << 16;

    private final ZipOutputStream zip;
    private final OutputStream buffered;

    ArchiveWriter(OutputStream encrypted) {
        zip = new ZipOutputStream(encrypted, StandardCharsets.UTF_8);
        // Anything stronger is slower than the database writes.
        zip.setLevel(Deflater.BEST_SPEED);
        buffered = new BufferedOutputStream(zip, BUFFER);
    }

    /** Begins a part; what is written next belongs to it. */
    void begin(String name) throws IOException {
        buffered.flush();
        zip.putNextEntry(new ZipEntry(name));
    }

    void write(byte[] bytes) throws IOException {
        buffered.write(bytes);
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

    @Override
    public void close() throws IOException {
        buffered.flush();
        zip.close();
    }
}
