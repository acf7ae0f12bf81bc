package dev.readiness.spring.health;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** Finds applications that stop before the load balancer knows. */
final class NoDrain {

    static final String ID = "deployment.no-drain";

    private static final String REMEDY = """
            readiness.health.drain.enabled=true
            readiness.health.drain.delay=10s
            and let the load balancer ask for readiness; a platform that kills after a time must wait longer than
            readiness.health.drain.delay and spring.lifecycle.timeout-per-shutdown-phase together.""";

    private final ApplicationContext context;

    NoDrain(ApplicationContext context) {
        this.context = context;
    }

    List<Finding> assess(Inventory inventory) {
        if (inventory.endpoints().isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "There is nothing that takes requests."));
        }
        HealthProperties.Drain drain = drain();
        if (drain != null) {
            return List.of(Finding.pass(
                    ID,
                    Finding.APPLICATION,
                    new Evidence(
                            "lifecycle of the running application",
                            isBlind()
                                    ? "takes readiness down and waits " + drain.delay()
                                    : "waits up to " + drain.delay() + " until " + drain.probes()
                                            + " probes have seen that readiness is down")));
        }
        // A hook of the platform that waits before it sends the signal does the same: what is not seen is not absent.
        return List.of(new Finding(
                ID,
                Result.UNKNOWN,
                Finding.APPLICATION,
                "Nothing in the application waits, before it stops, until the load balancer has noticed; whether a hook of the platform does could not be seen from here.",
                REMEDY,
                List.of()));
    }

    private boolean isBlind() {
        return context.getBean(DrainLifecycle.class).isBlind();
    }

    private HealthProperties.@Nullable Drain drain() {
        boolean drains = context.getBeanNamesForType(DrainLifecycle.class, true, false).length > 0;
        return drains ? context.getBean(HealthProperties.class).drain() : null;
    }
}
