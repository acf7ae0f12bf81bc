package dev.readiness.spring.audit;

import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.SealState;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether what is recorded gets sealed and published. The worst is said first: a record that is gone, one that nobody with the key wrote, then a
 * sealing that fails or lags, then an anchor that takes nothing. Requests are served all the same.
 */
final class SealHealth implements HealthCheck {

    /** A round may be slow once. */
    private static final int ROUNDS = 5;

    /** Shorter than that is no lag, however short the interval. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final AuditSealer sealer;
    private final Duration longest;
    private final InstantSource clock;
    private final Instant start;

    SealHealth(AuditSealer sealer, Duration interval, InstantSource clock) {
        this.sealer = sealer;
        Duration rounds = interval.multipliedBy(ROUNDS);
        this.longest = rounds.compareTo(SHORTEST) < 0 ? SHORTEST : rounds;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public HealthResult check() {
        SealState state = sealer.state();
        Duration lag = Duration.between(state.lastRound().orElse(start), clock.instant());
        return result(state, lag).with("sealed", Long.toString(state.size())).with("lag", lag.toString());
    }

    private HealthResult result(SealState state, Duration lag) {
        if (state.lost() > 0) {
            return HealthResult.down(state.lost()
                    + " audit records were removed or changed before they were sealed; the log names them");
        }
        if (state.unwritten() > 0) {
            return HealthResult.down(state.unwritten() + " audit records were written by nobody who has the key");
        }
        if (state.failure().isPresent()) {
            return HealthResult.down("cannot seal: " + state.failure().get());
        }
        if (lag.compareTo(longest) > 0) {
            return HealthResult.down("nothing has looked for what is to be sealed for " + lag);
        }
        if (state.overdue() > 0) {
            return HealthResult.down(state.overdue() + " audit records wait to be sealed for much too long");
        }
        return state.anchorFailures().isEmpty()
                ? HealthResult.up()
                : HealthResult.degraded("an anchor takes no checkpoint: "
                        + state.anchorFailures().get(0));
    }
}
