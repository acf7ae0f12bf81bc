package dev.readiness.spring.migration;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.migration.MigrationState;
import dev.readiness.migration.Migrations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Down where a migration stopped half-way, degraded where one that the application brings has not been applied. */
final class MigrationHealth implements HealthCheck {

    private final Supplier<Map<String, Migrations>> migrations;

    MigrationHealth(Supplier<Map<String, Migrations>> migrations) {
        this.migrations = migrations;
    }

    @Override
    public HealthResult check() {
        List<String> failed = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        for (Migrations each : migrations.get().values()) {
            MigrationState state = each.state();
            failed.addAll(state.failed());
            pending.addAll(state.pending());
            versions.add(state.currentVersion().orElse("none"));
        }
        return result(failed, pending).with("version", String.join(", ", versions));
    }

    private static HealthResult result(List<String> failed, List<String> pending) {
        if (!failed.isEmpty()) {
            return HealthResult.down("a migration stopped half-way: " + failed.get(0));
        }
        return pending.isEmpty()
                ? HealthResult.up()
                : HealthResult.degraded("not applied: " + pending.get(0)
                        + (pending.size() == 1 ? "" : " and " + (pending.size() - 1) + " more"));
    }
}
