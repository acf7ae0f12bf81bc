package dev.readiness.health;

import java.util.Collection;
import java.util.Map;

/** What the states of checks mean for a probe. */
final class Verdict {

    /** A restart is no light thing: liveness believes a result for this many times longer than others do. */
    private static final int PATIENCE_OF_LIVENESS = 10;

    private final boolean sharedAffectsReadiness;

    Verdict(boolean sharedAffectsReadiness) {
        this.sharedAffectsReadiness = sharedAffectsReadiness;
    }

    HealthStatus of(Probe probe, Collection<CheckState> checks) {
        HealthStatus worst = HealthStatus.UP;
        for (CheckState check : checks) {
            HealthStatus meant = probe == Probe.LIVENESS ? liveness(check) : meaning(check);
            worst = meant.isWorseThan(worst) ? meant : worst;
        }
        return worst;
    }

    HealthStatus of(Probe probe, Map<String, CheckState> checks) {
        return of(probe, checks.values());
    }

    /** Returns what a check means for readiness: {@code UP}, {@code DEGRADED} or {@code DOWN}. */
    HealthStatus meaning(CheckState check) {
        boolean bad = check.status() == HealthStatus.DOWN || check.status() == HealthStatus.UNKNOWN;
        if (check.settings().impact() == Impact.INFORMATIONAL || check.status() == HealthStatus.UP) {
            return HealthStatus.UP;
        }
        boolean takesOut = check.settings().impact() == Impact.CRITICAL
                && (sharedAffectsReadiness || !check.settings().shared());
        return bad && takesOut ? HealthStatus.DOWN : HealthStatus.DEGRADED;
    }

    private static HealthStatus liveness(CheckState check) {
        CheckSettings settings = check.settings();
        if (settings.impact() == Impact.INFORMATIONAL || check.status() == HealthStatus.UP) {
            return HealthStatus.UP;
        }
        if (check.status() == HealthStatus.UNKNOWN) {
            // Nobody is restarted because nobody has looked yet; but a scheduler that has died comes back only by a
            // restart.
            boolean forLong = check.stale()
                    && check.age().compareTo(settings.staleAfter().multipliedBy(PATIENCE_OF_LIVENESS)) > 0;
            return forLong && settings.impact() == Impact.CRITICAL ? HealthStatus.DOWN : HealthStatus.DEGRADED;
        }
        return check.status() == HealthStatus.DOWN && settings.impact() == Impact.CRITICAL
                ? HealthStatus.DOWN
                : HealthStatus.DEGRADED;
    }
}
