package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Set;

/** Finds chains that let everybody in where no rule says otherwise, so that the next endpoint is born open. */
final class DefaultOpenRule implements ReadinessRule {

    private static final String ID = "access.default-open";

    /** A path that no application has; what the chain says to it, it says to what will be added. */
    private static final Endpoint NOT_YET_THERE = new Endpoint(
            "POST", "/readiness-probe/of-a-path/that-is-not-there-yet", "none", Origin.APPLICATION, true, false, false);

    private static final String ASKED = "the application's own security, asked for a path that no rule names";

    private final String anyRequest;

    private final AccessOracle access;

    /**
     * @param anyRequest how the rule for the rest is written here
     * @param access asks the chains
     */
    DefaultOpenRule(String anyRequest, AccessOracle access) {
        this.anyRequest = anyRequest;
        this.access = access;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Access seen = access.of(NOT_YET_THERE);
        Evidence evidence = new Evidence(ASKED, seen.how());
        return List.of(
                switch (seen.reach()) {
                    case ANYONE ->
                        Set.of(Access.NO_CHAIN, ApplicationAccess.NO_SECURITY).contains(seen.how())
                                ? Finding.notApplicable(
                                        ID, Finding.APPLICATION, "No chain of Spring Security is there for every path.")
                                : open(evidence);
                    case UNKNOWN ->
                        Finding.unknown(ID, Finding.APPLICATION, "Who gets to other paths is unknown: " + seen.how());
                    case ANY_USER, RESTRICTED -> Finding.pass(ID, Finding.APPLICATION, evidence);
                });
    }

    private Finding open(Evidence evidence) {
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "Whatever no rule names is open to everybody, so the next endpoint that somebody adds is open from the start.",
                "Name what is public, and end the rules with .%1$s().authenticated() instead of .%1$s().permitAll()."
                        .formatted(anyRequest),
                evidence);
    }
}
