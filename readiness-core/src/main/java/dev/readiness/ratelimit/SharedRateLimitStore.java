package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Limiters on buckets that many nodes share. */
final class SharedRateLimitStore implements RateLimitStore {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private static final SharedBands PROBE = new SharedBands(List.of(new RateLimit(1_000_000, Duration.ofSeconds(1))));

    private static final Duration LONGEST_START = Duration.ofSeconds(3);

    private final SharedBuckets buckets;
    private final RateLimitStoreSettings settings;
    private final LongSupplier nanoTime;
    private final StoreCircuit circuit;
    private final KeyedHash hash;
    private final @Nullable PrefixOwner owner;

    SharedRateLimitStore(SharedBuckets buckets, RateLimitStoreSettings settings, LongSupplier nanoTime) {
        this.buckets = buckets;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.hash = new KeyedHash(settings.keySecret());
        this.circuit = new StoreCircuit(buckets.toString(), this::probe);
        circuit.begin(LONGEST_START);
        this.owner = settings.application().isEmpty()
                ? null
                : new PrefixOwner(
                        buckets,
                        settings.prefix(),
                        hash.of("application " + settings.application()).high(),
                        nanoTime);
        if (owner != null) {
            owner.begin();
        }
    }

    private void probe() {
        buckets.connect();
        // Does what every decision does: a store that answers but cannot write is of no use.
        buckets.take(settings.prefix() + ":probe", PROBE, 1, null);
    }

    @Override
    public RequestRateLimiter limiter(String name, List<RateLimit> limits, OnStoreFailure onFailure) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'name' must consist of letters, digits, dots, hyphens and underscores but is '" + name + "'");
        }
        String prefix = settings.prefix() + ":" + name + ":";
        return new SharedRequestRateLimiter(
                buckets,
                circuit,
                key -> prefix + hash.of(key).text(),
                new SharedBands(limits),
                WithoutStore.of(onFailure, limits, settings, nanoTime),
                new KnownExhausted(settings.maxKeys(), nanoTime),
                nanoTime);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isAvailable() {
        return !circuit.isOpen();
    }

    @Override
    public long failures() {
        return circuit.failures();
    }

    @Override
    public boolean isSharedWithOthers() {
        return owner != null && owner.isMet();
    }

    @Override
    public void close() {
        if (owner != null) {
            owner.close();
        }
        circuit.close();
        buckets.close();
    }
}
