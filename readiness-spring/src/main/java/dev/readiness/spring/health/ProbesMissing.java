package dev.readiness.spring.health;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

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

    private static final Set<String> OPEN = Set.of("anyone", "public", "unknown");

    private final HealthFacts facts;

    private final ObjectProvider<EndpointInspector> inspectors;

    /**
     * @param inspectors what knows who reaches an endpoint
     */
    ProbesMissing(HealthFacts facts, ObjectProvider<EndpointInspector> inspectors) {
        this.facts = facts;
        this.inspectors = inspectors;
    }

    List<Finding> assess(Inventory inventory) {
        Optional<RunningHealth> health = facts.runningHealth();
        return List.of(health.isPresent() ? assess(health.get(), inventory) : withoutHealth(inventory));
    }

    private Finding withoutHealth(Inventory inventory) {
        Optional<Endpoint> handMade = inventory.applicationEndpoints().stream()
                .filter(endpoint ->
                        endpoint.method().equals("GET") || endpoint.method().equals("*"))
                .filter(endpoint -> HAND_MADE.matcher(endpoint.path()).matches()
                        && !endpoint.path().contains("{"))
                .findFirst();
        if (handMade.isPresent()) {
            String cause = handMade.get().id() + " may be a probe; what it looks at could not be seen.";
            return Finding.unknown(ID, Finding.APPLICATION, cause);
        }
        return facts.isActuatorPresent()
                ? fail("Spring Boot Actuator is there, but its health endpoint is not available.", exposure())
                : fail("Nothing outside can ask whether the application works.", STARTER);
    }

    private Finding assess(RunningHealth health, Inventory inventory) {
        Evidence evidence = new Evidence(
                "running health endpoint",
                health.path().map(path -> "answers at " + path).orElse("does not answer over HTTP") + ", groups "
                        + health.groups().keySet().stream().sorted().toList());
        if (health.path().isEmpty()) {
            return fail("The health endpoint does not answer over HTTP.", exposure(), evidence);
        }
        Optional<String> closed = health.path().filter(path -> isClosed(path, inventory));
        if (closed.isPresent()) {
            return fail(
                    "%s asks for a login, which the probes of a platform and a load balancer do not have."
                            .formatted(closed.get()),
                    "requests.requestMatchers(\"%1$s\", \"%1$s/**\").permitAll() before the rule that covers it; details stay hidden from those without a login."
                            .formatted(closed.get()),
                    evidence);
        }
        return health.hasProbes()
                ? Finding.pass(ID, Finding.APPLICATION, evidence)
                : fail(
                        "Liveness and readiness are not told apart, so an instance is restarted for what a restart"
                                + " cannot mend.",
                        "management.endpoint.health.probes.enabled=true",
                        evidence);
    }

    /** A probe comes without a login, unless somebody has taught it one; the paths below may be open one by one. */
    private boolean isClosed(String path, Inventory inventory) {
        return inventory.endpoints().stream()
                .filter(endpoint ->
                        endpoint.method().equals("GET") && endpoint.path().equals(path))
                .anyMatch(endpoint -> Stream.of("", "/liveness", "/readiness")
                        .map(below -> at(path + below, endpoint))
                        .allMatch(this::isClosed));
    }

    private static Endpoint at(String path, Endpoint like) {
        return new Endpoint("GET", path, like.handler(), like.origin(), false, false, false);
    }

    private boolean isClosed(Endpoint endpoint) {
        return inspectors.stream()
                .filter(inspector -> inspector.aspect().equals("access"))
                .flatMap(inspector -> inspector.inspect(endpoint).stream())
                .anyMatch(fact -> !OPEN.contains(fact.value()));
    }

    private static Finding fail(String problem, String remedy, Evidence... evidence) {
        return Finding.fail(ID, Finding.APPLICATION, problem, remedy, evidence);
    }

    private static String exposure() {
        return "management.endpoints.web.exposure.include=health\n"
                + "and remove management.endpoint.health.access=none and management.server.port=-1 if they are set.";
    }
}
