package dev.readiness.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process last saw signed, in memory and, if there is a file, over a restart. It lies outside the database, so that
 * whoever rewrites the database cannot have the new history signed.
 */
final class RememberedCheckpoint {

    private final @Nullable Path file;
    private @Nullable SignedCheckpoint last;

    RememberedCheckpoint(@Nullable Path file, CheckpointVerifier key) {
        this.file = file == null ? null : file.toAbsolutePath();
        this.last = this.file == null ? null : read(this.file, key);
    }

    /**
     * Compares {@code latest}, the last checkpoint in the database, with what was seen before.
     *
     * @throws AuditTamperedException if the trail does not continue it
     */
    void requireContinued(Optional<SignedCheckpoint> latest, Subtrees tree) {
        SignedCheckpoint seen = last;
        if (seen == null || latest.filter(seen::equals).isPresent()) {
            return;
        }
        Checkpoint before = seen.checkpoint();
        long size = latest.map(found -> found.checkpoint().size()).orElse(0L);
        if (size < before.size()) {
            throw new AuditTamperedException(
                    "The trail went back from " + before.size() + " sealed records to " + size);
        }
        if (!Arrays.equals(new MerkleTree(tree).root(before.size()), before.rootHash())) {
            throw new AuditTamperedException(
                    "The first " + before.size() + " records are not the ones that were sealed");
        }
    }

    void remember(SignedCheckpoint checkpoint) {
        if (checkpoint.equals(last)) {
            return;
        }
        if (file != null) {
            write(file, checkpoint);
        }
        last = checkpoint;
    }

    private static @Nullable SignedCheckpoint read(Path file, CheckpointVerifier key) {
        try {
            return Files.exists(file) ? SignedCheckpoint.open(Files.readString(file), key) : null;
        } catch (IOException | IllegalArgumentException ex) {
            throw new AuditStoreException(
                    "Cannot use " + file + ", which holds the last checkpoint of the audit trail: " + ex.getMessage(),
                    ex);
        }
    }

    private static void write(Path file, SignedCheckpoint checkpoint) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(StandardCharsets.UTF_8.encode(checkpoint.note()));
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException ex) {
            throw new AuditStoreException("Cannot keep the last checkpoint in " + file + ": " + ex.getMessage(), ex);
        }
    }
}
