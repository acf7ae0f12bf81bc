package dev.readiness.spring.health;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;
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
                            "waits up to " + drain.delay() + " until " + drain.probes()
                                    + " probes have seen that readiness is down")));
        }
        if (CloudPlatform.KUBERNETES.isActive(context.getEnvironment())) {
            return List.of(Finding.unknown(
                    ID, Finding.APPLICATION, "A preStop hook that sleeps would do; it could not be seen from here."));
        }
        return List.of(Finding.fail(
                ID,
                Finding.APPLICATION,
                "Each stop refuses the requests that come before the load balancer has noticed.",
                REMEDY));
    }

    private HealthProperties.@Nullable Drain drain() {
        boolean drains = context.getBeanNamesForType(DrainLifecycle.class, true, false).length > 0;
        return drains ? context.getBean(HealthProperties.class).drain() : null;
    }
}
