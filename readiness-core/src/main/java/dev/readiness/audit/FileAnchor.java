package dev.readiness.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends checkpoints to a file, an empty line after each. */
final class FileAnchor implements CheckpointAnchor {

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
}
