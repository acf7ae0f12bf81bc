package dev.readiness.spring.health;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.health.OutsideWatch;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Finds applications of whose death nobody would hear. */
final class NobodyWatches {

    static final String ID = "health.nobody-watches";

    private static final String PROMETHEUS = "prometheusMeterRegistry";

    private final ApplicationContext context;

    NobodyWatches(ApplicationContext context) {
        this.context = context;
    }

    List<Finding> assess() {
        if (context.getBeanNamesForType(OutsideWatch.class, true, false).length > 0) {
            return List.of(Finding.pass(
                    ID,
                    Finding.APPLICATION,
                    new Evidence("beans of the running application", "a dead man's switch is told while it is well")));
        }
        if (context.containsBean(PROMETHEUS)) {
            return List.of(Finding.unknown(
                    ID,
                    Finding.APPLICATION,
                    "Prometheus may watch (an alert on up == 0 or absent()); that could not be seen from here.",
                    new Evidence("beans of the running application", PROMETHEUS)));
        }
        return List.of(Finding.fail(
                ID,
                Finding.APPLICATION,
                "When the process is gone it tells nobody, and the customers are the first to know.",
                "readiness.health.outside-watch.url=<an address of a dead man's switch, for example of Healthchecks>"));
    }
}
