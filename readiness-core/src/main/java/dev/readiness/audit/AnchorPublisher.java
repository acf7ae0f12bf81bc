package dev.readiness.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes checkpoints to one anchor, on a thread of its own and with a deadline: an anchor that hangs must not stop the
 * sealing. Not safe for use by many threads.
 */
final class AnchorPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorPublisher.class);

    private final CheckpointAnchor anchor;
    private final Duration every;
    private final Duration deadline;
    private final ExecutorService thread;
    private Future<?> running = CompletableFuture.completedFuture(null);
    private @Nullable SignedCheckpoint published;
    private Instant lastTry = Instant.MIN;
    private @Nullable String failure;

    AnchorPublisher(CheckpointAnchor anchor, Duration every, Duration deadline) {
        this.anchor = anchor;
        this.every = every;
        this.deadline = deadline;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread daemon = new Thread(task, "readiness-audit-anchor");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    static List<AnchorPublisher> of(List<CheckpointAnchor> anchors, Duration every, Duration deadline) {
        return anchors.stream()
                .map(anchor -> new AnchorPublisher(anchor, every, deadline))
                .toList();
    }

    /** Publishes {@code checkpoint} if it is new and the time has come, or if it is now or never. */
    void publish(SignedCheckpoint checkpoint, Instant now, boolean nowOrNever) {
        if (checkpoint.equals(published) || (!nowOrNever && now.isBefore(lastTry.plus(every)))) {
            return;
        }
        if (!running.isDone()) {
            fail("did not return within " + deadline, null);
            return;
        }
        lastTry = now;
        running = thread.submit(() -> {
            anchor.publish(checkpoint);
            return null;
        });
        await(checkpoint);
    }

    /** Returns what keeps the anchor from publishing, if anything does. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns what was published last. */
    Optional<SignedCheckpoint> published() {
        return Optional.ofNullable(published);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void await(SignedCheckpoint checkpoint) {
        try {
            running.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            published = checkpoint;
            failure = null;
        } catch (ExecutionException ex) {
            fail(String.valueOf(ex.getCause()), ex.getCause());
        } catch (TimeoutException ex) {
            fail("did not return within " + deadline, null);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(String problem, @Nullable Throwable cause) {
        if (failure == null) {
            LOG.warn(
                    "The anchor {} does not take checkpoints: {}",
                    anchor.getClass().getSimpleName(),
                    problem,
                    cause);
        }
        failure = anchor.getClass().getSimpleName() + ": " + problem;
    }
}
