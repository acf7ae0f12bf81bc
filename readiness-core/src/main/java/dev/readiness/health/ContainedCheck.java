package dev.readiness.health;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a check and turns whatever it throws into a result. */
final class ContainedCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(HealthChecks.class);

    private final String name;
    private final HealthCheck check;
    private final AtomicBoolean broken = new AtomicBoolean();

    ContainedCheck(String name, HealthCheck check) {
        this.name = name;
        this.check = check;
    }

    HealthResult check() {
        try {
            HealthResult result = resultOf(check);
            broken.set(false);
            return result;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return thrown(ex);
        } catch (Throwable ex) {
            // An Error too: one check must not hide what the others have seen.
            return thrown(ex);
        }
    }

    private static HealthResult resultOf(HealthCheck check) throws Exception {
        @Nullable HealthResult result = check.check();
        return result == null ? HealthResult.down("the check returned null") : result;
    }

    private HealthResult thrown(Throwable ex) {
        // Probes come every few seconds: the stack trace is wanted once, not each time.
        if (!broken.getAndSet(true)) {
            LOGGER.warn("Health check '{}' threw; further exceptions are not logged until it returns again", name, ex);
        }
        // Not the message: drivers put addresses, users and statements into it.
        return HealthResult.down(ex.getClass().getName());
    }
}
