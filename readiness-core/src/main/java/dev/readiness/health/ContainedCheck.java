package dev.readiness.health;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a check and turns whatever it does into a result that may be shown. */
final class ContainedCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(HealthMonitor.class);

    private final String name;
    private final HealthCheck check;
    private final UnaryOperator<String> mask;
    private final AtomicBoolean broken = new AtomicBoolean();

    ContainedCheck(String name, HealthCheck check, UnaryOperator<String> mask) {
        this.name = name;
        this.check = check;
        this.mask = mask;
    }

    HealthResult check() {
        try {
            HealthResult result = SafeDetails.of(resultOf(check), mask);
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
        // It is run every few seconds: the stack trace is wanted once, not each time.
        if (!broken.getAndSet(true)) {
            log(ex);
        }
        // Not the message: drivers put addresses, users and statements into it.
        return HealthResult.down(ex.getClass().getName());
    }

    private void log(Throwable ex) {
        try {
            LOGGER.warn("Health check '{}' threw; further exceptions are not logged until it returns again", name, ex);
        } catch (RuntimeException | StackOverflowError worse) {
            LOGGER.warn(
                    "Health check '{}' threw {}, which cannot be printed",
                    name,
                    ex.getClass().getName());
        }
    }
}
