package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What happens to limiters whose real store is killed, paused, slow, or loses everything. */
abstract class StoreOutageContract {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final List<RateLimit> TEN_AN_HOUR = List.of(RateLimit.parse("10/1h"));

    /** Two nodes, so that the fair share is half. Waits long enough for a machine that is busy with other tests. */
    private static final RateLimitStoreSettings SETTINGS = RateLimitStoreSettings.of("outage", "secret-of-the-tests")
            .withTimeout(Duration.ofMillis(500))
            .withInstances(2);

    private final String name = "rule-" + NAMES.incrementAndGet();

    /** Returns the port of the store, of which connections may be slowed down. */
    abstract int port();

    /** Returns buckets in the store that answers at {@code port}. */
    abstract SharedBuckets connect(int port, Duration timeout);

    abstract void kill();

    abstract void start();

    abstract void pause();

    abstract void resume();

    abstract void loseEverything();

    @Test
    void countsTheFairShareWhileTheStoreIsPausedAndAsksItOnlyOnce() {
        try (RateLimitStore store = open(port())) {
            RequestRateLimiter limiter = store.limiter(name, TEN_AN_HOUR, OnStoreFailure.LOCAL);
            long before = permitted(limiter, 4);

            pause();
            long during = permitted(limiter, 100);
            boolean available = store.isAvailable();
            long failures = store.failures();
            resume();
            Awaitility.await().until(store::isAvailable);
            long after = permitted(limiter, 100);

            assertThat(before).isEqualTo(4);
            assertThat(during).isEqualTo(5);
            assertThat(available).isFalse();
            assertThat(failures).isEqualTo(1);
            // One was taken by the request that nobody waited for any more.
            assertThat(after).isBetween(5L, 6L);
        }
    }

    @Test
    void letsEverybodyThroughOrNobodyIfTheRuleSaysSo() {
        try (RateLimitStore store = open(port())) {
            RequestRateLimiter open = store.limiter(name + ".open", TEN_AN_HOUR, OnStoreFailure.OPEN);
            RequestRateLimiter closed = store.limiter(name + ".closed", TEN_AN_HOUR, OnStoreFailure.CLOSED);

            pause();
            long throughOpen = permitted(open, 100);
            long throughClosed = permitted(closed, 100);
            resume();
            Awaitility.await().until(store::isAvailable);

            assertThat(throughOpen).isEqualTo(100);
            assertThat(throughClosed).isZero();
            assertThat(permitted(closed, 100)).isBetween(9L, 10L);
        }
    }

    @Test
    void neverFailsARequestWhileTheStoreIsKilledAndStartedUnderLoad() throws Exception {
        try (RateLimitStore store = open(port());
                Load load =
                        new Load(store.limiter(name, List.of(RateLimit.parse("1000000/1s")), OnStoreFailure.LOCAL))) {
            load.awaitDecisions();
            kill();
            Awaitility.await().until(() -> !store.isAvailable());
            load.awaitDecisions();
            start();
            Awaitility.await().until(store::isAvailable);
            load.awaitDecisions();

            assertThat(load.failed).hasValue(0);
        }
    }

    @Test
    void permitsAtMostTheLimitAgainWhenTheStoreLosesEverything() {
        try (RateLimitStore store = open(port())) {
            RequestRateLimiter limiter = store.limiter(name, TEN_AN_HOUR, OnStoreFailure.CLOSED);
            long before = permitted(limiter, 10);

            loseEverything();

            assertThat(before).isEqualTo(10);
            assertThat(permitted(limiter, 30)).isEqualTo(10);
            assertThat(store.failures()).isZero();
        }
    }

    @Test
    void doesNotWaitForASlowStoreAndUsesItAgainWhenItIsFast() throws Exception {
        try (SlowConnection slow = new SlowConnection(port());
                RateLimitStore store = open(slow.port())) {
            RequestRateLimiter limiter = store.limiter(name, TEN_AN_HOUR, OnStoreFailure.CLOSED);
            boolean fast = limiter.tryAcquire("key").permitted();

            slow.delay(SETTINGS.timeout().multipliedBy(4));
            boolean refused = !limiter.tryAcquire("key").permitted();
            slow.delay(Duration.ZERO);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(store::isAvailable);

            assertThat(fast).isTrue();
            assertThat(refused).isTrue();
            assertThat(limiter.tryAcquire("key").permitted()).isTrue();
        }
    }

    @Test
    void isUsedAsSoonAsItAnswersThoughItDidNotAtTheStart() {
        kill();
        try (RateLimitStore store = open(port())) {
            boolean atStart = store.isAvailable();
            start();

            Awaitility.await().until(store::isAvailable);

            assertThat(atStart).isFalse();
            assertThat(permitted(store.limiter(name, TEN_AN_HOUR, OnStoreFailure.CLOSED), 20))
                    .isEqualTo(10);
        }
    }

    private RateLimitStore open(int port) {
        return new SharedRateLimitStore(connect(port, SETTINGS.timeout()), SETTINGS, System::nanoTime);
    }

    private static long permitted(RequestRateLimiter limiter, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limiter.tryAcquire("key").permitted())
                .count();
    }

    private static final class Load implements AutoCloseable {

        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final LongAdder decisions = new LongAdder();
        private final ExecutorService threads = Executors.newFixedThreadPool(4);

        Load(RequestRateLimiter limiter) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> {
                    while (!ended.get()) {
                        try {
                            limiter.tryAcquire("key-" + decisions.sum() % 100);
                            limiter.giveBack("key-" + decisions.sum() % 100);
                        } catch (RuntimeException ex) {
                            failed.incrementAndGet();
                        }
                        decisions.increment();
                    }
                });
            }
        }

        void awaitDecisions() {
            long before = decisions.sum();
            Awaitility.await().until(() -> decisions.sum() > before + 200);
        }

        @Override
        public void close() {
            ended.set(true);
            threads.shutdown();
        }
    }
}
