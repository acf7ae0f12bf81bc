package dev.readiness.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Looks how much room a file system has. */
final class DiskHealthCheck implements HealthCheck {

    private final Path path;
    private final long minFreeBytes;

    DiskHealthCheck(Path path, long minFreeBytes) {
        this.path = Objects.requireNonNull(path, "path");
        if (minFreeBytes < 1) {
            throw new IllegalArgumentException("'minFreeBytes' must be at least 1 but is " + minFreeBytes);
        }
        this.minFreeBytes = minFreeBytes;
    }

    @Override
    public HealthResult check() throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        return result(free).with("free", free + " bytes");
    }

    private HealthResult result(long free) {
        if (free < minFreeBytes) {
            return HealthResult.down("less than " + minFreeBytes + " bytes are free");
        }
        // Divided instead of multiplied: twice the bytes may be more than a long holds.
        return free / 2 < minFreeBytes
                ? HealthResult.degraded("less than twice " + minFreeBytes + " bytes are free")
                : HealthResult.up();
    }
}
