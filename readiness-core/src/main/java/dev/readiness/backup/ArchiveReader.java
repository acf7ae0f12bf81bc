package dev.readiness.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a backup one after the other. */
final class ArchiveReader implements AutoCloseable {

    private final InputStream decrypted;
    private final ZipInputStream zip;

    ArchiveReader(InputStream decrypted) {
        this.decrypted = decrypted;
        zip = new ZipInputStream(decrypted, StandardCharsets.UTF_8);
    }

    /** Returns the name of the next part, or {@code null} behind the last. */
    @Nullable
    String next() throws IOException {
        ZipEntry entry = zip.getNextEntry();
        return entry == null ? null : entry.getName();
    }

    /** Returns the content of the current part; closing it does nothing. */
    InputStream content() {
        return new FilterInputStream(zip) {
            @Override
            public void close() {}
        };
    }

    String text() throws IOException {
        return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }

    /**
     * Reads to the end of the file, whose last segment tells that nothing was cut off.
     *
     * @throws IOException if it was
     */
    void drain() throws IOException {
        decrypted.skipNBytes(0);
        while (decrypted.read(new byte[1 << 12]) >= 0) {
            // Only the end is of interest.
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
