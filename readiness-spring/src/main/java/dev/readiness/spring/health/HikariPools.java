package dev.readiness.spring.health;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.Impact;
import dev.readiness.health.Probe;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.beans.factory.ListableBeanFactory;

/** Looks at the pools of HikariCP, where an application has them. */
final class HikariPools {

    static final String MARKER = "com.zaxxer.hikari.HikariDataSource";

    private HikariPools() {}

    static void plan(ListableBeanFactory beans, HealthPlan plan) {
        Map<String, HikariDataSource> sources = beans.getBeansOfType(HikariDataSource.class, false, false);
        sources.forEach(
                (bean, source) -> plan.add(bean + "Pool", check(source), Probe.READINESS, Impact.DEGRADED, false));
    }

    private static HealthCheck check(HikariDataSource source) {
        return HealthCheck.pool(
                () -> now(source, HikariPoolMXBean::getActiveConnections),
                source::getMaximumPoolSize,
                () -> now(source, HikariPoolMXBean::getThreadsAwaitingConnection));
    }

    private static int now(HikariDataSource source, ToIntFunction<HikariPoolMXBean> figure) {
        HikariPoolMXBean pool = source.getHikariPoolMXBean();
        // It has no pool before the first connection.
        return pool == null ? 0 : figure.applyAsInt(pool);
    }
}
