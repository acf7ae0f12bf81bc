package dev.readiness.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Appends checkpoints to a file, an empty line after each. */
final class FileAnchor implements CheckpointAnchor {

    private static final int MOST_READ = 16_384;

    private final Path file;

    FileAnchor(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public void publish(SignedCheckpoint checkpoint) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(StandardCharsets.UTF_8.encode(checkpoint.note() + "\n"));
            channel.force(true);
        }
    }

    /** The latest ones are enough: each covers all records before it. */
    @Override
    public List<SignedCheckpoint> published(CheckpointVerifier key) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(MOST_READ, channel.size()));
            channel.position(channel.size() - end.capacity());
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // More may come.
            }
            return SignedCheckpoint.findAll(
                    StandardCharsets.UTF_8.decode(end.flip()).toString(), key);
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException(
                    file + " holds a checkpoint that is not genuine: " + ex.getMessage(), ex);
        }
    }
}
