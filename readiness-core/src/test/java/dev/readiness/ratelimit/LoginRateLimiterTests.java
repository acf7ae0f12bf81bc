package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRateLimiterTests {

    private static final RateLimit LIMIT = RateLimit.parse("5/15m");

    private final ManualNanoTime time = new ManualNanoTime();

    private final LoginRateLimiter limiter =
            LoginRateLimiter.of(LIMIT, RequestRateLimiter.inMemory(List.of(LIMIT), 1_000, time));

    @Test
    void lastsUntilTheLimitIsRefilled() {
        fail("alice", 5);
        boolean refused = !attempt("alice", true);

        time.advance(Duration.ofMinutes(3));

        assertThat(refused).isTrue();
        assertThat(attempt("alice", true)).isTrue();
    }

    @Test
    void neverCountsASuccess() {
        for (int i = 0; i < 50; i++) {
            assertThat(attempt("alice", true)).isTrue();
        }
    }

    @Test
    void neverCountsALoginWhosePasswordWasNotChecked() {
        for (int i = 0; i < 50; i++) {
            try (LoginRateLimiter.Attempt attempt = limiter.begin("alice")) {
                attempt.notChecked();
            }
        }

        assertThat(attempt("alice", true)).isTrue();
    }

    @Test
    void countsEachAccountByItself() {
        fail("alice", 5);

        assertThat(attempt("bob", true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALICE", " alice ", "Alice", "ａｌｉｃｅ"})
    void noSpellingOfAnAccountBuysMoreGuesses(String spelling) {
        fail("alice", 5);

        assertThat(attempt(spelling, true)).isFalse();
    }

    @Test
    void aNameOfAnyLengthIsCountedAndCostsNoMoreThanItsLength() {
        // Alternating marks are put in order one by one; half a million of them would take minutes.
        String marks = "a" + "\u0301\u0323".repeat(250_000);
        fail(marks, 5);

        assertThat(attempt(marks, true)).isFalse();
        assertThat(attempt(" A" + marks.substring(1), true)).isFalse();
    }

    @Test
    void countsAnAttemptOnceHoweverOftenItIsClosed() {
        LoginRateLimiter.Attempt attempt = limiter.begin("alice");
        attempt.succeeded();
        attempt.close();
        fail("alice", 5);
        attempt.close();

        assertThat(attempt("alice", true)).isFalse();
    }

    @Test
    void letsExactlyTheLimitOfParallelGuessesThrough() throws Exception {
        AtomicInteger checked = new AtomicInteger();

        List<Boolean> permitted = inParallel(100, () -> {
            try (LoginRateLimiter.Attempt attempt = limiter.begin("alice")) {
                if (attempt.isPermitted()) {
                    checked.incrementAndGet();
                    Thread.yield();
                }
                return attempt.isPermitted();
            }
        });

        assertThat(checked).hasValue(5);
        assertThat(permitted).filteredOn(Boolean::booleanValue).hasSize(5);
    }

    @Test
    void refusesNoneOfManyGoodLoginsAtOnce() throws Exception {
        List<Boolean> permitted = inParallel(100, () -> attempt("alice", true));

        assertThat(permitted).containsOnly(true);
    }

    @Test
    void aGoodLoginWaitsForOthersThatAreBeingChecked() throws Exception {
        List<LoginRateLimiter.Attempt> checking =
                List.of(1, 2, 3, 4, 5).stream().map(i -> limiter.begin("alice")).toList();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> sixth = executor.submit(() -> attempt("alice", true));
            checking.forEach(attempt -> {
                attempt.succeeded();
                attempt.close();
            });

            assertThat(sixth.get()).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    private void fail(String account, int times) {
        for (int i = 0; i < times; i++) {
            attempt(account, false);
        }
    }

    private boolean attempt(String account, boolean rightPassword) {
        try (LoginRateLimiter.Attempt attempt = limiter.begin(account)) {
            if (attempt.isPermitted() && rightPassword) {
                attempt.succeeded();
            }
            return attempt.isPermitted();
        }
    }

    private static List<Boolean> inParallel(int threads, Callable<Boolean> task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch ready = new CountDownLatch(threads);
        try {
            List<Future<Boolean>> futures = java.util.stream.IntStream.range(0, threads)
                    .mapToObj(i -> executor.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return task.call();
                    }))
                    .toList();
            List<Boolean> results = new java.util.ArrayList<>();
            for (Future<Boolean> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
