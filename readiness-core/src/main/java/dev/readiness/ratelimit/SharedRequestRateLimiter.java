package dev.readiness.ratelimit;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Asks a shared store, unless the answer is known or the store is gone. */
final class SharedRequestRateLimiter implements RequestRateLimiter {

    private final SharedBuckets buckets;
    private final StoreCircuit circuit;
    private final UnaryOperator<String> idOf;
    private final WithoutStore withoutStore;
    private final KnownExhausted exhausted;
    private final LongSupplier nanoTime;
    private volatile SharedBands bands;

    SharedRequestRateLimiter(
            SharedBuckets buckets,
            StoreCircuit circuit,
            UnaryOperator<String> idOf,
            SharedBands bands,
            WithoutStore withoutStore,
            KnownExhausted exhausted,
            LongSupplier nanoTime) {
        this.buckets = buckets;
        this.circuit = circuit;
        this.idOf = idOf;
        this.bands = bands;
        this.withoutStore = withoutStore;
        this.exhausted = exhausted;
        this.nanoTime = nanoTime;
    }

    @Override
    public RateLimitDecision tryAcquire(String key, long cost) {
        InMemoryRequestRateLimiter.requireCost(cost);
        String id = idOf.apply(key);
        RateLimitDecision known = exhausted.refusal(id, cost);
        if (known != null) {
            return known;
        }
        if (!circuit.isOpen()) {
            try {
                return ask(id, cost);
            } catch (StoreFailedException ex) {
                circuit.failed(ex);
            }
        }
        return withoutStore.tryAcquire(key, cost);
    }

    private RateLimitDecision ask(String id, long cost) {
        SharedBands current = bands;
        long asked = nanoTime.getAsLong();
        RateLimitDecision decision =
                current.decision(buckets.take(id, current, current.bounded(cost), null), current.bounded(cost));
        if (!decision.permitted()) {
            exhausted.remember(id, cost, decision, asked);
        }
        return decision;
    }

    @Override
    public void giveBack(String key, long cost) {
        InMemoryRequestRateLimiter.requireCost(cost);
        String id = idOf.apply(key);
        exhausted.forget(id);
        if (circuit.isOpen()) {
            withoutStore.giveBack(key, cost);
            return;
        }
        try {
            SharedBands current = bands;
            buckets.giveBack(id, current, current.returnable(cost), null);
        } catch (StoreFailedException ex) {
            circuit.failed(ex);
        }
    }

    @Override
    public void changeLimits(List<RateLimit> limits) {
        bands = new SharedBands(limits);
        withoutStore.changeLimits(limits);
        exhausted.forgetAll();
    }

    @Override
    public boolean mayWait() {
        return true;
    }
}
