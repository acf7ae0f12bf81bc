package dev.readiness.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the file system knows of the files that hold secrets. */
final class SecretFiles {

    private SecretFiles() {}

    /** Returns when {@code file} was last written, or nothing if that cannot be found out. */
    static Optional<Instant> changedAt(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException ex) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether users other than owner and group may read {@code file}, as far as they get through the directories above.
     *
     * @return nothing where the file system has no such permissions
     */
    static Optional<Boolean> isReadableByOthers(Path file) {
        try {
            Path target = file.toRealPath();
            if (!target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return Optional.empty();
            }
            boolean readable = Files.getPosixFilePermissions(target).contains(PosixFilePermission.OTHERS_READ);
            for (@Nullable Path above = target.getParent(); readable && above != null; above = above.getParent()) {
                readable = Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE);
            }
            return Optional.of(readable);
        } catch (IOException ex) {
            return Optional.empty();
        }
    }
}
