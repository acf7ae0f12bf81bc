package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretRotation;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How often secrets have changed, and whether one cannot. */
final class SecretRotationMeters implements MeterBinder {

    private final SecretRotation rotation;

    SecretRotationMeters(SecretRotation rotation) {
        this.rotation = rotation;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("readiness.secrets.changes", rotation, SecretRotation::changes)
                .description("Number of new values of secrets")
                .register(registry);
        Gauge.builder(
                        "readiness.secrets.rotation.failed",
                        rotation,
                        working -> working.problem().isPresent() ? 1 : 0)
                .description("Whether a secret cannot change")
                .register(registry);
    }
}
