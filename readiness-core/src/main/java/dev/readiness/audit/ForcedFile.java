package dev.readiness.audit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is appended to. What was written may be lost until it was forced, in part and in any order.
 */
interface ForcedFile extends AutoCloseable {

    void write(byte[] bytes) throws IOException;

    /** Returns when all that was written is on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;

    /** A stream and not a channel, because an interrupt closes a channel under the threads that share it. */
    static ForcedFile open(Path path) throws IOException {
        FileOutputStream out = new FileOutputStream(path.toFile(), true);
        return new ForcedFile() {
            @Override
            public void write(byte[] bytes) throws IOException {
                out.write(bytes);
            }

            @Override
            public void force() throws IOException {
                out.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    /** Opens a file. */
    @FunctionalInterface
    interface Opener {

        ForcedFile open(Path path) throws IOException;
    }
}
