package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;

/** Finds actuator endpoints, other than those meant for everybody, that answer without a login. */
final class OpenActuatorRule implements ReadinessRule {

    private static final String ID = "exposure.actuator-open";

    private static final Set<String> FOR_EVERYBODY = Set.of("health", "info");

    private final ActuatorOperations operations;

    private final ActuatorAccess access;

    private final ManagementServer server;

    OpenActuatorRule(ActuatorOperations operations, ActuatorAccess access, ManagementServer server) {
        this.operations = operations;
        this.access = access;
        this.server = server;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Map<String, List<Endpoint>> inside = new LinkedHashMap<>(operations.byEndpoint());
        inside.keySet().removeAll(FOR_EVERYBODY);
        if (inside.isEmpty() || server.portType() == ManagementPortType.DISABLED) {
            return List.of(pass("nothing but health and info is exposed over HTTP"));
        }
        if (server.portType() == ManagementPortType.DIFFERENT && server.isBoundToLoopback()) {
            return List.of(pass("the management port takes connections from this machine only"));
        }
        return List.of(assess(inside));
    }

    private Finding assess(Map<String, List<Endpoint>> inside) {
        List<Reached> all = inside.entrySet().stream()
                .map(endpoint -> new Reached(endpoint.getKey(), widestOf(endpoint.getValue())))
                .sorted(Comparator.comparing(Reached::id))
                .toList();
        List<Reached> open = by(Reach.ANYONE, all);
        List<Reached> unseen = by(Reach.UNKNOWN, all);
        if (!open.isEmpty()) {
            return server.portType() == ManagementPortType.SAME ? fail(open) : unknownNetwork(open);
        }
        return unseen.isEmpty()
                ? pass("a caller without credentials is refused at " + ids(all))
                : Finding.unknown(
                        ID,
                        place(),
                        "Whether anybody reaches %s is unknown: %s"
                                .formatted(ids(unseen), unseen.get(0).access().how()));
    }

    private Access widestOf(List<Endpoint> ofOne) {
        return ofOne.stream()
                .map(access::of)
                .reduce(Access::or)
                .orElseGet(() -> Access.restricted("it has no accessible operation", ""));
    }

    private static List<Reached> by(Reach reach, List<Reached> all) {
        return all.stream().filter(one -> one.access().reach() == reach).toList();
    }

    private static String ids(List<Reached> some) {
        return some.stream().map(Reached::id).collect(Collectors.joining(", "));
    }

    private Finding fail(List<Reached> open) {
        return Finding.fail(
                ID,
                place(),
                "Anybody reaches the actuator endpoints %s without logging in.".formatted(ids(open)),
                """
                Expose what is used: management.endpoints.web.exposure.include=health,info
                Keep the rest on a port that only you reach: management.server.port=8081, management.server.address=127.0.0.1
                Or require a login: requests.requestMatchers(EndpointRequest.toAnyEndpoint().excluding("health", "info")).hasRole("OPERATOR")""",
                new Evidence("endpoints of the running actuator", "exposed and accessible: " + ids(open)),
                new Evidence(
                        "the application's own security, asked without credentials",
                        open.get(0).access().how()));
    }

    private Finding unknownNetwork(List<Reached> open) {
        return Finding.unknown(
                ID,
                place(),
                "Whoever reaches the management port reaches %s without logging in. Whether the network keeps others away from it cannot be seen from here."
                        .formatted(ids(open)));
    }

    private Finding pass(String observation) {
        return Finding.pass(ID, place(), new Evidence("the running actuator", observation));
    }

    private String place() {
        return operations.basePath().isEmpty() ? "/" : operations.basePath();
    }

    /** An endpoint, and the widest circle of callers that reaches one of its operations. */
    private record Reached(String id, Access access) {}
}
