package dev.readiness.spring.secrets;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.secrets.SecretSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Degraded where a secret has not been changed for longer than is allowed: it still works, and somebody has to change it. */
final class SecretAgeHealth implements HealthCheck {

    private final Supplier<List<SecretSource>> sources;
    private final Duration allowed;
    private final InstantSource clock;

    SecretAgeHealth(Supplier<List<SecretSource>> sources, Duration allowed, InstantSource clock) {
        this.sources = sources;
        this.allowed = allowed;
        this.clock = clock;
    }

    @Override
    public HealthResult check() {
        Instant now = clock.instant();
        int old = 0;
        int unknown = 0;
        String oldest = "";
        Duration age = Duration.ZERO;
        for (SecretSource source : sources.get()) {
            for (String name : source.names()) {
                Optional<Duration> own = source.changedAt(name).map(changed -> Duration.between(changed, now));
                if (own.isEmpty()) {
                    unknown++;
                } else {
                    old += own.get().compareTo(allowed) > 0 ? 1 : 0;
                    if (own.get().compareTo(age) > 0) {
                        age = own.get();
                        oldest = name;
                    }
                }
            }
        }
        HealthResult result = old == 0
                ? HealthResult.up()
                : HealthResult.degraded("%s has not been changed for %d days, %d are allowed%s"
                        .formatted(
                                oldest,
                                age.toDays(),
                                allowed.toDays(),
                                old == 1 ? "" : "; " + old + " are older than that"));
        // Of these nobody knows, which is not the same as young.
        return unknown == 0 ? result : result.with("withoutTime", Integer.toString(unknown));
    }
}
