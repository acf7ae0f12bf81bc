package dev.readiness.health;

import java.util.Objects;
import java.util.function.IntSupplier;

/** Looks whether callers wait because everything is in use. */
final class PoolHealthCheck implements HealthCheck {

    private final IntSupplier used;
    private final IntSupplier max;
    private final IntSupplier waiting;

    PoolHealthCheck(IntSupplier used, IntSupplier max, IntSupplier waiting) {
        this.used = Objects.requireNonNull(used, "used");
        this.max = Objects.requireNonNull(max, "max");
        this.waiting = Objects.requireNonNull(waiting, "waiting");
    }

    @Override
    public HealthResult check() {
        int inUse = used.getAsInt();
        int most = max.getAsInt();
        int queue = waiting.getAsInt();
        HealthResult result = inUse >= most && queue > 0
                ? HealthResult.degraded("all are in use and " + queue + " callers wait")
                : HealthResult.up();
        return result.with("used", inUse + " of " + most);
    }
}
