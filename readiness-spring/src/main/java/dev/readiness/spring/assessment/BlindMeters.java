package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds applications whose meters do not show how many of Tomcat's threads are busy. */
final class BlindMeters {

    private static final String ID = "observability.meters-blind";
    private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";
    private static final String TOMCAT = "org.apache.catalina.startup.Tomcat";

    private final ApplicationContext context;

    BlindMeters(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        boolean measured = ClassUtils.isPresent(REGISTRY, context.getClassLoader())
                && ClassUtils.isPresent(TOMCAT, context.getClassLoader());
        return List.of(
                measured && !inventory.endpoints().isEmpty()
                        ? Meters.assess(context)
                        : Finding.notApplicable(
                                ID, Finding.APPLICATION, "There is no Tomcat, or there are no meters."));
    }

    /** The part that needs Micrometer on the class path. */
    private static final class Meters {

        static Finding assess(ApplicationContext context) {
            MeterRegistry registry =
                    context.getBeanProvider(MeterRegistry.class).getIfAvailable();
            boolean tomcat = registry != null
                    && registry.getMeters().stream()
                            .anyMatch(meter -> meter.getId().getName().startsWith("tomcat."));
            if (registry == null || !tomcat) {
                return Finding.notApplicable(ID, Finding.APPLICATION, "Nothing measures a Tomcat here.");
            }
            Gauge busy = registry.find("tomcat.threads.busy").gauge();
            if (busy == null) {
                return Finding.fail(
                        ID,
                        Finding.APPLICATION,
                        "That all threads are busy, the first limit that most applications reach, is in no meter.",
                        "server.tomcat.mbeanregistry.enabled=true",
                        new Evidence("meters of the running application", "no tomcat.threads.busy"));
            }
            Evidence evidence =
                    new Evidence("meters of the running application", "tomcat.threads.busy is " + busy.value());
            return busy.value() < 0
                    ? Finding.unknown(
                            ID,
                            Finding.APPLICATION,
                            "With virtual threads Tomcat counts no busy threads; watch tomcat.connections.current, and"
                                    + " limit what runs at once.",
                            evidence)
                    : Finding.pass(ID, Finding.APPLICATION, evidence);
        }
    }
}
