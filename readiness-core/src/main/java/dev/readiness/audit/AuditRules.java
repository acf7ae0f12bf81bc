package dev.readiness.audit;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rules about the audit trail. */
public final class AuditRules {

    private static final String WRITE_UNRECORDED = "audit.write-unrecorded";
    private static final String STORE_NOT_DURABLE = "audit.store-not-durable";
    private static final String CONFIGURATION = "audit configuration, as it runs";

    private AuditRules() {}

    /**
     * Returns the rule that every endpoint which writes leaves a record.
     *
     * @param audit tells what the running configuration records at an endpoint
     */
    public static ReadinessRule writeUnrecorded(Function<Endpoint, EndpointAudit> audit) {
        return ReadinessRule.of(
                RuleCatalogue.describe(WRITE_UNRECORDED),
                inventory -> inventory.applicationEndpoints().stream()
                        .filter(Endpoint::writes)
                        .map(endpoint -> finding(endpoint, audit.apply(endpoint)))
                        .toList());
    }

    /**
     * Returns the rule that records outlive the process.
     *
     * @param store gives the store in use, if there is one
     */
    public static ReadinessRule storeNotDurable(Supplier<Optional<AuditStore>> store) {
        return ReadinessRule.of(
                RuleCatalogue.describe(STORE_NOT_DURABLE), inventory -> List.of(durability(inventory, store.get())));
    }

    /** Returns the inspector that tells which action each endpoint records. */
    public static EndpointInspector inspector(Function<Endpoint, EndpointAudit> audit) {
        return new EndpointInspector() {
            @Override
            public String aspect() {
                return "audit";
            }

            @Override
            public Optional<Fact> inspect(Endpoint endpoint) {
                return endpoint.isApplication() ? Optional.of(fact(audit.apply(endpoint))) : Optional.empty();
            }
        };
    }

    private static Finding finding(Endpoint endpoint, EndpointAudit audit) {
        Evidence evidence = new Evidence(CONFIGURATION, audit.detail());
        return switch (audit.state()) {
            case RECORDED -> Finding.pass(WRITE_UNRECORDED, endpoint.id(), evidence);
            case UNKNOWN -> Finding.unknown(WRITE_UNRECORDED, endpoint.id(), audit.detail());
            case INEFFECTIVE ->
                Finding.fail(
                        WRITE_UNRECORDED,
                        endpoint.id(),
                        "It is meant to record " + audit.action() + ", and does not: " + audit.detail() + ".",
                        audit.remedy(),
                        evidence);
            case ABSENT ->
                Finding.fail(
                        WRITE_UNRECORDED,
                        endpoint.id(),
                        "Nobody can tell afterwards who called it, and with what outcome.",
                        audit.remedy(),
                        evidence);
        };
    }

    private static EndpointInspector.Fact fact(EndpointAudit audit) {
        String value = switch (audit.state()) {
            case RECORDED -> audit.action();
            case UNKNOWN -> "unknown";
            case INEFFECTIVE, ABSENT -> "none";
        };
        return new EndpointInspector.Fact(value, audit.detail());
    }

    private static Finding durability(Inventory inventory, Optional<AuditStore> store) {
        if (store.isPresent()) {
            return durability(store.get());
        }
        if (inventory.applicationEndpoints().stream().noneMatch(Endpoint::writes)) {
            return Finding.notApplicable(
                    STORE_NOT_DURABLE, Finding.APPLICATION, "No endpoint of the application writes");
        }
        return fail("There is no audit store, so nothing is recorded.");
    }

    private static Finding durability(AuditStore store) {
        if (store.isDurable()) {
            return Finding.pass(
                    STORE_NOT_DURABLE,
                    Finding.APPLICATION,
                    new Evidence("the audit store, asked", "it keeps records beyond the process"));
        }
        return fail("The audit store keeps its records in memory; a restart loses them all.");
    }

    private static Finding fail(String problem) {
        return Finding.fail(
                STORE_NOT_DURABLE,
                Finding.APPLICATION,
                problem,
                "readiness.audit.store=jdbc on a database that keeps its data on disk, or"
                        + " readiness.audit.store=file with readiness.audit.file=/var/lib/app/audit.jsonl",
                new Evidence(CONFIGURATION, problem));
    }
}
