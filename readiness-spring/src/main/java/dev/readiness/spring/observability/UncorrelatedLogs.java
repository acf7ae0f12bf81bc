package dev.readiness.spring.observability;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Looks whether something gives the log lines of one request a common id. */
final class UncorrelatedLogs {

    private static final String ID = "observability.requests-uncorrelated";

    private static final String BEANS = "beans of the running application";

    /** By their names, because neither need be there. Tracing is there where a library fills in its interface. */
    private static final List<String> TYPES = List.of(
            "dev.readiness.spring.observability.CorrelationWebFilter",
            "io.micrometer.tracing.otel.bridge.OtelTracer",
            "io.micrometer.tracing.brave.bridge.BraveTracer");

    private static final String SERVLET = "correlationFilterRegistration";

    private final ApplicationContext context;

    UncorrelatedLogs(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        if (inventory.endpoints().isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "Nothing calls this application."));
        }
        return List.of(found().map(bean -> Finding.pass(ID, Finding.APPLICATION, new Evidence(BEANS, bean)))
                // A filter of the application may well do it: what is not seen is not absent.
                .orElseGet(() -> new Finding(
                        ID,
                        Result.UNKNOWN,
                        Finding.APPLICATION,
                        "Whether the log lines of one request can be found together could not be seen from here.",
                        "readiness.observability.correlation=true",
                        List.of(new Evidence(BEANS, "neither a correlation of ours nor Micrometer Tracing")))));
    }

    private Optional<String> found() {
        Stream<String> ours = context.containsBean(SERVLET) ? Stream.of(SERVLET) : Stream.empty();
        return Stream.concat(ours, TYPES.stream().filter(this::isThere).map(ClassUtils::getShortName))
                .findFirst();
    }

    private boolean isThere(String type) {
        if (!ClassUtils.isPresent(type, context.getClassLoader())) {
            return false;
        }
        Class<?> known = ClassUtils.resolveClassName(type, context.getClassLoader());
        return context.getBeanNamesForType(known, true, false).length > 0;
    }
}
