package dev.readiness.spring.health;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
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
        // Somebody may well ask the probes from outside: what is not seen is not absent.
        return List.of(new Finding(
                ID,
                Result.UNKNOWN,
                Finding.APPLICATION,
                "Whether anybody outside notices that the process is gone could not be seen from here.",
                "readiness.health.outside-watch.url=<an address of a dead man's switch, for example of Healthchecks>; or attest who watches.",
                List.of()));
    }
}
