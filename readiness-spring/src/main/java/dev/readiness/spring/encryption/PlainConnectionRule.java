package dev.readiness.spring.encryption;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.function.Supplier;

/** Finds connections to other machines on which everybody in between can read. */
final class PlainConnectionRule implements ReadinessRule {

    private static final String ID = "encryption.connection-plain";

    private final Supplier<List<OutgoingConnection>> connections;

    PlainConnectionRule(Supplier<List<OutgoingConnection>> connections) {
        this.connections = connections;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Finding> findings =
                connections.get().stream().map(PlainConnectionRule::assess).toList();
        return findings.isEmpty()
                ? List.of(Finding.notApplicable(
                        ID, Finding.APPLICATION, "No bean connects to a database, Redis or a mail server."))
                : findings;
    }

    private static Finding assess(OutgoingConnection connection) {
        Evidence evidence = new Evidence(
                "the running " + connection.where(),
                connection.seen() + (connection.host().isEmpty() ? "" : ", host " + connection.host()));
        return switch (connection.protection()) {
            case NONE -> Finding.notApplicable(ID, connection.where(), "The database is part of the process.");
            case ENCRYPTED -> Finding.pass(ID, connection.where(), evidence);
            case UNKNOWN ->
                Finding.unknown(ID, connection.where(), "Whether it is encrypted could not be seen.", evidence);
            case OPEN ->
                connection.staysOnThisMachine()
                        ? Finding.pass(ID, connection.where(), evidence)
                        : Finding.fail(
                                ID,
                                connection.where(),
                                "What goes to %s is not certainly encrypted: whoever is in between can read it, the password included."
                                        .formatted(connection.host()),
                                connection.remedy(),
                                evidence);
        };
    }
}
