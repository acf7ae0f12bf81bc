package dev.readiness.health;

import java.util.Objects;

/**
 * A check whose author knows what it means when it is down. Settings that are given for the check come first.
 *
 * @param looking what looks
 * @param impact what it means when it is down
 * @param shared whether all instances depend on the same thing; it then never belongs to liveness
 */
public record RatedCheck(HealthCheck looking, Impact impact, boolean shared) implements HealthCheck {

    /** Requires all parts. */
    public RatedCheck {
        Objects.requireNonNull(looking, "looking");
        Objects.requireNonNull(impact, "impact");
    }

    @Override
    public HealthResult check() throws Exception {
        return looking.check();
    }

    CheckSettings rated(CheckSettings settings) {
        return settings.withImpact(impact).withShared(shared);
    }
}
