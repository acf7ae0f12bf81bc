package dev.readiness.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Looks how much of the old generation garbage collection could not free. */
final class MemoryHealthCheck implements HealthCheck {

    /** The pools in which what lives long ends up, as HotSpot's collectors name them. */
    private static final Pattern OLD = Pattern.compile("(?i).*(old|tenured|zheap|shenandoah).*");

    private final List<MemoryPoolMXBean> pools;
    private final double maxUsed;

    MemoryHealthCheck(List<MemoryPoolMXBean> pools, double maxUsed) {
        if (!(maxUsed > 0 && maxUsed <= 1)) {
            throw new IllegalArgumentException("'maxUsed' must be more than 0 and at most 1 but is " + maxUsed);
        }
        this.pools = List.copyOf(pools);
        this.maxUsed = maxUsed;
    }

    static MemoryHealthCheck ofThisProcess(double maxUsed) {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> OLD.matcher(pool.getName()).matches())
                .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
                .toList();
        return new MemoryHealthCheck(pools, maxUsed);
    }

    @Override
    public HealthResult check() {
        double worst = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage afterCollection = pool.getCollectionUsage();
            // Nothing before the first collection, and no limit where the collector has none.
            if (afterCollection != null && afterCollection.getMax() > 0) {
                worst = Math.max(worst, (double) afterCollection.getUsed() / afterCollection.getMax());
            }
        }
        String percent = String.format(Locale.ROOT, "%.0f %%", worst * 100);
        return (worst > maxUsed
                        ? HealthResult.degraded(percent + " of the heap were in use after a garbage collection")
                        : HealthResult.up())
                .with("used after collection", pools.isEmpty() ? "not said by this garbage collector" : percent);
    }
}
