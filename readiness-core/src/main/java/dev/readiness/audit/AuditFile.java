package dev.readiness.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the lines of an audit file, and repairs its end after a crash. */
final class AuditFile {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);

    private final Path path;

    AuditFile(Path path) {
        this.path = path;
    }

    /** What is called for each line. */
    @FunctionalInterface
    interface LineReader {

        /** Receives the JSON text of the line at {@code offset}, or nothing if the line is not whole. */
        void read(long offset, Optional<String> json) throws IOException;
    }

    /** Calls {@code reader} for each line of the first {@code length} bytes; a rest without line feed is a line too. */
    void forEachLine(long length, LineReader reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            long offset = 0;
            while (offset < length) {
                byte[] line = readLine(in, length - offset);
                boolean ended = line.length > 0 && line[line.length - 1] == '\n';
                reader.read(offset, ended ? decode(line) : Optional.empty());
                offset += line.length;
            }
        }
    }

    /**
     * Returns the length of the file that holds whole records, after cutting a torn tail. The bytes that were cut are kept
     * beside the file.
     *
     * <p>Of a batch that was not forced, any part may be there and any part not. So a damaged line is a torn tail if no batch
     * begins after it, whole lines or not: the next one is begun only when this one is on the disk.
     *
     * @throws AuditStoreException if a batch begins after a damaged line: that is no torn tail, and nothing is cut
     */
    long repairedLength() throws IOException {
        long length = Files.size(path);
        TailSearch search = new TailSearch();
        forEachLine(length, search);
        if (search.damaged == null) {
            return length;
        }
        cut(search.damaged, length);
        return search.damaged;
    }

    private void cut(long offset, long length) throws IOException {
        Path torn = path.resolveSibling(path.getFileName() + ".torn-" + offset);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel beside = FileChannel.open(
                        torn,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.transferTo(offset, length - offset, beside);
            beside.force(true);
            channel.truncate(offset);
            channel.force(true);
        }
        LOG.warn(
                "Cut {} bytes that were not written whole from the end of {}; kept in {}", length - offset, path, torn);
    }

    private static byte[] readLine(InputStream in, long limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int next = 0;
        while (line.size() < limit && next != '\n' && (next = in.read()) != -1) {
            line.write(next);
        }
        return line.toByteArray();
    }

    private static Optional<String> decode(byte[] line) {
        return AuditFrame.decode(new String(line, 0, line.length - 1, StandardCharsets.ISO_8859_1));
    }

    private final class TailSearch implements LineReader {

        private @Nullable Long damaged;

        @Override
        public void read(long offset, Optional<String> json) {
            if (json.isEmpty() && damaged == null) {
                damaged = offset;
            } else if (damaged != null && json.filter(AuditFrame::isBatch).isPresent()) {
                throw new AuditStoreException(
                        path + " is damaged at byte " + damaged
                                + ", and records that were written later follow; restore it from a backup,"
                                + " or move it away to begin a new one",
                        null);
            }
        }
    }
}
