package dev.readiness.ratelimit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that are refused most, in bounded memory: the Space-Saving sketch of Metwally, Agrawal and El Abbadi.
 *
 * <p>Whoever has more than one in {@value #COUNTERS} of all refusals is certainly among them. A new key takes over the
 * smallest counter, whose value is its error. Keys are hashed with a random secret.
 */
final class TopOffenders {

    static final int COUNTERS = 128;

    private static final int SHOWN = 10;

    private final SipHash hash = SipHash.withRandomKey();

    /** Guarded by this. */
    private final Map<Long, Counter> counters = new HashMap<>();

    void refused(String rule, String key) {
        long hashed = hash.of(rule + " " + key);
        synchronized (this) {
            Counter counter = counters.get(hashed);
            if (counter == null) {
                counter = new Counter(rule, hashed, counters.size() < COUNTERS ? 0 : giveUpSmallest());
                counters.put(hashed, counter);
            }
            counter.count++;
        }
    }

    private long giveUpSmallest() {
        Counter smallest = null;
        for (Counter counter : counters.values()) {
            if (smallest == null || counter.count < smallest.count) {
                smallest = counter;
            }
        }
        if (smallest == null) {
            return 0;
        }
        counters.remove(smallest.hash);
        return smallest.count;
    }

    synchronized List<RateLimitOffender> worst() {
        return counters.values().stream()
                .sorted(Comparator.comparingLong((Counter counter) -> -counter.count))
                .limit(SHOWN)
                .map(Counter::offender)
                .toList();
    }

    private static final class Counter {

        private final String rule;
        private final long hash;
        private final long error;
        private long count;

        Counter(String rule, long hash, long error) {
            this.rule = rule;
            this.hash = hash;
            this.error = error;
            this.count = error;
        }

        RateLimitOffender offender() {
            return new RateLimitOffender(rule, "%08x".formatted((int) hash), count, count - error);
        }
    }
}
