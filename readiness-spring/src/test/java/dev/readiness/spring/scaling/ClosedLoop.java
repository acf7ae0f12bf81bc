package dev.readiness.spring.scaling;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Users who ask, read the answer, think, and ask again. */
final class ClosedLoop implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final double thinkSeconds;
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicLong failures = new AtomicLong();
    private int started;

    ClosedLoop(URI uri, Duration think) {
        this.request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build();
        this.thinkSeconds = think.toMillis() / 1000.0;
    }

    /** Has so many users at work from now on. */
    void users(int users) {
        wanted.set(users);
        for (; started < users; started++) {
            think(started);
        }
        started = users;
    }

    long failures() {
        return failures.get();
    }

    private void think(int user) {
        double seconds =
                -thinkSeconds * Math.log(1 - ThreadLocalRandom.current().nextDouble());
        clock.schedule(() -> ask(user), (long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    private void ask(int user) {
        if (user >= wanted.get()) {
            return;
        }
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() != 200) {
                failures.incrementAndGet();
            }
            if (!clock.isShutdown()) {
                think(user);
            }
        });
    }

    @Override
    public void close() {
        wanted.set(0);
        clock.shutdownNow();
    }
}
