package dev.readiness.spring.health;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds applications that nothing outside can ask whether they work. */
final class ProbesMissing {

    static final String ID = "health.probes-missing";

    /** What people call an endpoint that they wrote to be probed. */
    private static final Pattern HAND_MADE =
            Pattern.compile(".*/(health|healthz|healthcheck|live|livez|ready|readyz|ping|status)");

    private static final String STARTER = """
            <dependency>
              <groupId>org.springframework.boot</groupId>
              <artifactId>spring-boot-starter-actuator</artifactId>
            </dependency>""";

    private final HealthFacts facts;

    ProbesMissing(HealthFacts facts) {
        this.facts = facts;
    }

    List<Finding> assess(Inventory inventory) {
        Optional<RunningHealth> health = facts.runningHealth();
        return List.of(health.isPresent() ? assess(health.get()) : withoutHealth(inventory));
    }

    private Finding withoutHealth(Inventory inventory) {
        Optional<Endpoint> handMade = inventory.applicationEndpoints().stream()
                .filter(endpoint -> HAND_MADE.matcher(endpoint.path()).matches())
                .findFirst();
        if (handMade.isPresent()) {
            String cause = handMade.get().id() + " may be a probe; what it looks at could not be seen.";
            return Finding.unknown(ID, Finding.APPLICATION, cause);
        }
        return facts.isActuatorPresent()
                ? fail("Spring Boot Actuator is there, but its health endpoint is not available.", exposure())
                : fail("Nothing outside can ask whether the application works.", STARTER);
    }

    private static Finding assess(RunningHealth health) {
        Evidence evidence = new Evidence(
                "running health endpoint",
                health.path().map(path -> "answers at " + path).orElse("does not answer over HTTP") + ", groups "
                        + health.groups().keySet().stream().sorted().toList());
        if (health.path().isEmpty()) {
            return fail("The health endpoint does not answer over HTTP.", exposure(), evidence);
        }
        return health.hasProbes()
                ? Finding.pass(ID, Finding.APPLICATION, evidence)
                : fail(
                        "Liveness and readiness are not told apart, so an instance is restarted for what a restart"
                                + " cannot mend.",
                        "management.endpoint.health.probes.enabled=true",
                        evidence);
    }

    private static Finding fail(String problem, String remedy, Evidence... evidence) {
        return Finding.fail(ID, Finding.APPLICATION, problem, remedy, evidence);
    }

    private static String exposure() {
        return "management.endpoints.web.exposure.include=health\n"
                + "and remove management.endpoint.health.access=none and management.server.port=-1 if they are set.";
    }
}
