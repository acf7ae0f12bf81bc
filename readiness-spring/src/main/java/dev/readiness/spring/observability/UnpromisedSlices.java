package dev.readiness.spring.observability;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationContext;

/** Looks whether each slice promises its users something, and is measured so that alerts can be made of it. */
final class UnpromisedSlices {

    private static final String ID = "observability.slice-unpromised";

    /** By its name, because Micrometer need not be there. */
    private static final String METERS = "readinessSliceMeters";

    private final ApplicationContext context;

    UnpromisedSlices(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        if (inventory.endpoints().isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "Nothing calls this application."));
        }
        Set<String> slices =
                new TreeSet<>(Operations.slices(context.getEnvironment()).keySet());
        if (slices.isEmpty()) {
            return List.of(unknown("No slice is named, so nothing here says what users are promised.", """
                    readiness.slices.<name>[0]=POST /appointments
                    readiness.observability.slice-tag=true
                    readiness.observability.objectives.<name>.availability=99.5"""));
        }
        Set<String> unpromised = new TreeSet<>(slices);
        unpromised.removeAll(
                context.getBean(ObservabilityProperties.class).sliceObjectives().keySet());
        if (!unpromised.isEmpty()) {
            String first = unpromised.iterator().next();
            return List.of(unknown(
                    "Nothing here says what these slices promise their users: " + String.join(", ", unpromised) + ".",
                    "readiness.observability.objectives." + first + ".availability=99.5"));
        }
        if (!context.containsBean(METERS)) {
            return List.of(
                    unknown("What the slices promise is not measured here.", "readiness.observability.slice-tag=true"));
        }
        return List.of(Finding.pass(
                ID,
                Finding.APPLICATION,
                new Evidence(
                        "objectives and meters of the running application",
                        String.join(", ", slices) + ": promised, and measured from the start")));
    }

    /** Somebody else's tool may hold and measure it: what is not seen is not absent. */
    private static Finding unknown(String problem, String remedy) {
        return new Finding(ID, Result.UNKNOWN, Finding.APPLICATION, problem, remedy, List.of());
    }
}
