package dev.readiness.secrets;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits until something happens in a directory, and never longer than an interval. The events only wake up earlier: an
 * overflow, a directory that was deleted and made anew, or a file system without events costs nothing but the interval.
 */
final class DirectoryChanges implements AutoCloseable {

    private final List<Path> directories;
    private final Duration interval;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final @Nullable WatchService service;

    DirectoryChanges(List<Path> directories, Duration interval) {
        this.directories = directories;
        this.interval = interval;
        this.service = directories.isEmpty() ? null : watchService();
    }

    private static @Nullable WatchService watchService() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException ex) {
            return null; // too many watches in use, for example; looking at intervals remains
        }
    }

    /** Returns true when it is time to look, and false when it is over. */
    boolean await() {
        try {
            if (service == null) {
                return !closed.await(interval.toMillis(), TimeUnit.MILLISECONDS);
            }
            register(service);
            WatchKey key = service.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
            while (key != null) {
                key.pollEvents();
                if (!key.reset()) {
                    keys.values().remove(key);
                }
                key = service.poll();
            }
            return closed.getCount() > 0;
        } catch (ClosedWatchServiceException ex) {
            return false;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void register(WatchService into) {
        for (Path directory : directories) {
            if (!keys.containsKey(directory)) {
                try {
                    keys.put(
                            directory,
                            directory.register(
                                    into,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY,
                                    StandardWatchEventKinds.ENTRY_DELETE));
                } catch (IOException ex) {
                    // It is not there now; the next round tries again.
                    keys.remove(directory);
                }
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (service != null) {
            try {
                service.close();
            } catch (IOException ex) {
                throw new java.io.UncheckedIOException("Cannot close the watch of " + directories, ex);
            }
        }
    }
}
