package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What limiters do beyond {@link RequestRateLimiterContract} that share their counts in a real store. */
abstract class SharedRateLimiterContract extends RequestRateLimiterContract {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final RateLimitStoreSettings SETTINGS =
            RateLimitStoreSettings.of("test", "secret-of-the-tests").withTimeout(Duration.ofSeconds(10));

    private final ManualNanoTime nodeTime = new ManualNanoTime();

    private String name;
    private ManualStoreTime storeTime;
    private SharedRateLimitStore store;

    /** Returns buckets in the store that is tested. */
    abstract SharedBuckets connect(Duration timeout);

    /** Returns what the keys of this test begin with. */
    String keyPrefix() {
        return "test:" + name + ":";
    }

    @BeforeEach
    void openStore() {
        name = "rule-" + NAMES.incrementAndGet();
        storeTime = new ManualStoreTime(connect(SETTINGS.timeout()));
        store = new SharedRateLimitStore(storeTime, SETTINGS, nodeTime);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    protected RequestRateLimiter createLimiter(List<RateLimit> limits) {
        return store.limiter(name, limits, OnStoreFailure.CLOSED);
    }

    @Override
    protected void advance(Duration time) {
        storeTime.advance(time);
        nodeTime.advance(time);
    }

    @Override
    protected void setClockBack(Duration time) {
        storeTime.advance(time.negated());
    }

    @Test
    void nodesCountTogether() {
        RequestRateLimiter one = createLimiter(List.of(RateLimit.parse("3/1h")));
        try (SharedRateLimitStore second = new SharedRateLimitStore(storeTime, SETTINGS, nodeTime)) {
            RequestRateLimiter other = second.limiter(name, List.of(RateLimit.parse("3/1h")), OnStoreFailure.CLOSED);
            one.tryAcquire("key");
            other.tryAcquire("key");

            assertThat(one.tryAcquire("key").remaining()).isZero();
            assertThat(other.tryAcquire("key").permitted()).isFalse();
        }
    }

    @Test
    void rulesCountByThemselves() {
        createLimiter(List.of(RateLimit.parse("1/1h"))).tryAcquire("key");

        assertThat(store.limiter(name + ".other", List.of(RateLimit.parse("1/1h")), OnStoreFailure.CLOSED)
                        .tryAcquire("key")
                        .permitted())
                .isTrue();
    }

    @Test
    void seesWithinASecondWhatAnotherNodeGaveBack() {
        RequestRateLimiter one = createLimiter(List.of(RateLimit.parse("1/1h")));
        RequestRateLimiter other = createLimiter(List.of(RateLimit.parse("1/1h")));
        other.tryAcquire("key");
        one.tryAcquire("key");
        other.giveBack("key");

        nodeTime.advance(Duration.ofSeconds(1));

        assertThat(one.tryAcquire("key").permitted()).isTrue();
    }

    @Test
    void noticesAnotherApplicationUnderItsPrefixUntilThatIsGone() {
        try (PrefixOwner first = new PrefixOwner(storeTime, name, 1, nodeTime);
                PrefixOwner secondNode = new PrefixOwner(storeTime, name, 1, nodeTime);
                PrefixOwner other = new PrefixOwner(storeTime, name, 2, nodeTime)) {
            first.tell();
            secondNode.tell();
            boolean amongNodes = first.isMet() || secondNode.isMet();
            other.tell();
            first.tell();
            boolean both = other.isMet() && first.isMet();
            nodeTime.advance(Duration.ofMinutes(10));

            assertThat(amongNodes).isFalse();
            assertThat(both).isTrue();
            assertThat(first.isMet()).isFalse();
        }
    }

    @Test
    void saysWhoUsesItsPrefix() {
        RateLimitStoreSettings shop = SETTINGS.withApplication("shop");
        try (SharedRateLimitStore shared = new SharedRateLimitStore(storeTime, shop, nodeTime);
                PrefixOwner other = new PrefixOwner(storeTime, shop.prefix(), 2, nodeTime)) {
            Awaitility.await().until(() -> {
                other.tell();
                return other.isMet();
            });

            assertThat(shared.isShared()).isTrue();
        }
        assertThat(store.isSharedWithOthers()).isFalse();
    }

    @Test
    void doesNotAskAgainAboutAKeyThatItKnowsToBeExhausted() {
        RequestRateLimiter limiter = createLimiter(List.of(RateLimit.parse("1/1h")));
        IntStream.range(0, 2).forEach(i -> limiter.tryAcquire("key"));
        store.close();

        nodeTime.advance(Duration.ofMillis(999));

        assertThat(limiter.tryAcquire("key").retryAfter())
                .isEqualTo(Duration.ofHours(1).minusMillis(999));
        assertThat(store.failures()).isZero();
    }
}
