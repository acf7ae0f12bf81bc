package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds applications whose meters nobody outside can read. */
final class UnreadMeters {

    private static final String ID = "observability.metrics-missing";

    private static final String REMEDY = """
            <dependency>
              <groupId>org.springframework.boot</groupId>
              <artifactId>spring-boot-starter-actuator</artifactId>
            </dependency>
            <dependency>
              <groupId>io.micrometer</groupId>
              <artifactId>micrometer-registry-prometheus</artifactId>
              <scope>runtime</scope>
            </dependency>

            management.endpoints.web.exposure.include=health,prometheus""";

    private final ApplicationContext context;

    UnreadMeters(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        if (inventory.endpoints().isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "Nothing calls this application."));
        }
        boolean micrometer =
                ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", context.getClassLoader());
        List<String> registries = micrometer ? Registries.read(context) : List.of();
        List<String> shown = inventory.endpoints().stream()
                .map(Endpoint::path)
                .filter(path -> path.endsWith("/metrics") || path.endsWith("/prometheus"))
                .distinct()
                .toList();
        if (!registries.isEmpty() || (micrometer && !shown.isEmpty())) {
            return List.of(Finding.pass(
                    ID,
                    Finding.APPLICATION,
                    new Evidence(
                            "meter registries and endpoints of the running application",
                            String.join(", ", registries.isEmpty() ? shown : registries))));
        }
        return List.of(Finding.fail(
                ID,
                Finding.APPLICATION,
                "No meter leaves the application: whether it is slow, full or failing is known when a customer says so.",
                REMEDY,
                new Evidence(
                        "meter registries of the running application",
                        micrometer ? "none that is read from outside" : "Micrometer is not on the class path")));
    }

    /** The part that needs Micrometer on the class path. */
    private static final class Registries {

        static List<String> read(ApplicationContext context) {
            return context.getBeansOfType(MeterRegistry.class, false, false).values().stream()
                    .filter(registry -> !(registry instanceof CompositeMeterRegistry))
                    .filter(registry -> !(registry instanceof SimpleMeterRegistry))
                    .map(registry -> registry.getClass().getSimpleName())
                    .sorted()
                    .toList();
        }
    }
}
