package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.Show;

/** Finds actuator endpoints that show the values of properties, passwords among them, to whoever gets through. */
final class UnmaskedActuatorRule implements ReadinessRule {

    private static final String ID = "exposure.actuator-values";

    private final ActuatorOperations operations;

    private final ActuatorAccess access;

    private final Supplier<Map<String, Show>> shown;

    /**
     * @param shown the setting in effect of each endpoint that shows property values, by the id of the endpoint
     */
    UnmaskedActuatorRule(ActuatorOperations operations, ActuatorAccess access, Supplier<Map<String, Show>> shown) {
        this.operations = operations;
        this.access = access;
        this.shown = shown;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Map<String, List<Endpoint>> exposed = operations.byEndpoint();
        return shown.get().entrySet().stream()
                .flatMap(setting ->
                        assess(setting.getKey(), exposed.getOrDefault(setting.getKey(), List.of()), setting.getValue()))
                .toList();
    }

    private Stream<Finding> assess(String id, List<Endpoint> ofOne, Show setting) {
        Evidence evidence = new Evidence("settings of the running endpoint " + id, "values are shown: " + setting);
        String where = operations.basePath() + "/" + id;
        if (ofOne.isEmpty()) {
            return Stream.empty();
        }
        if (setting != Show.ALWAYS) {
            return Stream.of(Finding.pass(ID, where, evidence));
        }
        return ofOne.stream()
                .map(access::of)
                .reduce(Access::or)
                .map(widest -> switch (widest.reach()) {
                    case ANYONE -> fail(id, where, "anybody", evidence);
                    case ANY_USER -> fail(id, where, "any user", evidence);
                    case UNKNOWN ->
                        Finding.unknown(ID, where, "Who sees the values is unknown: " + widest.how(), evidence);
                    case RESTRICTED -> Finding.pass(ID, where, evidence, new Evidence("access", widest.how()));
                })
                .stream();
    }

    private static Finding fail(String id, String where, String who, Evidence evidence) {
        return Finding.fail(
                ID,
                where,
                "The endpoint %s shows the values of all properties, secrets included, to %s.".formatted(id, who),
                "management.endpoint.%s.show-values=when-authorized%nmanagement.endpoint.%s.roles=OPERATOR"
                        .formatted(id, id),
                evidence);
    }
}
