package dev.readiness.ratelimit;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the hardening report says of how rate limits are set up, beside where they apply. */
public final class RateLimitSetupRules {

    private static final String KEY_SPOOFABLE = "ratelimit.key-spoofable";

    private static final String NOT_APPLIED = "ratelimit.not-applied";

    private static final String PER_NODE = "ratelimit.per-node";

    private RateLimitSetupRules() {}

    /**
     * Returns the rule that finds keys that a client chooses, or that all clients share.
     *
     * @param doubts gives what is wrong; empty if nothing is limited
     */
    public static ReadinessRule keySpoofable(Supplier<Optional<List<RateLimitDoubt>>> doubts) {
        return rule(KEY_SPOOFABLE, doubts, "the keys of the running rules, and the headers that arrived");
    }

    /**
     * Returns the rule that finds limits that are configured and not in effect.
     *
     * @param doubts gives what is wrong; empty if nothing is configured
     */
    public static ReadinessRule notApplied(Supplier<Optional<List<RateLimitDoubt>>> doubts) {
        return rule(NOT_APPLIED, doubts, "the configuration of limiters, and the filters that run");
    }

    private static ReadinessRule rule(String id, Supplier<Optional<List<RateLimitDoubt>>> doubts, String source) {
        return ReadinessRule.of(
                RuleCatalogue.describe(id),
                inventory -> doubts.get()
                        .map(found -> findings(id, found, source))
                        .orElseGet(() -> List.of(
                                Finding.notApplicable(id, Finding.APPLICATION, "No rate limit is configured."))));
    }

    private static List<Finding> findings(String id, List<RateLimitDoubt> doubts, String source) {
        if (doubts.isEmpty()) {
            return List.of(Finding.pass(id, Finding.APPLICATION, new Evidence(source, "nothing is wrong")));
        }
        return doubts.stream()
                .map(doubt -> Finding.fail(
                        id, Finding.APPLICATION, doubt.problem(), doubt.remedy(), new Evidence(source, doubt.seen())))
                .toList();
    }

    /**
     * Returns the rule that finds limits that each of several nodes counts for itself.
     *
     * @param nodes tells what is known of the nodes; empty if nothing is limited
     */
    public static ReadinessRule perNode(Supplier<Optional<RateLimitNodes>> nodes) {
        return ReadinessRule.of(
                RuleCatalogue.describe(PER_NODE),
                inventory -> List.of(nodes.get()
                        .map(RateLimitSetupRules::finding)
                        .orElseGet(() ->
                                Finding.notApplicable(PER_NODE, Finding.APPLICATION, "No rate limit is configured."))));
    }

    private static Finding finding(RateLimitNodes nodes) {
        Evidence evidence = new Evidence("the store of the running limits, and the platform", nodes.seen());
        if (nodes.shared()) {
            return Finding.pass(PER_NODE, Finding.APPLICATION, evidence);
        }
        if (nodes.count() > 1) {
            return Finding.fail(
                    PER_NODE,
                    Finding.APPLICATION,
                    "Each of " + nodes.count() + " nodes counts for itself, so a client may do " + nodes.count()
                            + " times what the limits say.",
                    "readiness.rate-limit.store=postgresql",
                    evidence);
        }
        return nodes.platform().isEmpty()
                ? Finding.pass(PER_NODE, Finding.APPLICATION, evidence)
                : Finding.unknown(
                        PER_NODE,
                        Finding.APPLICATION,
                        "Each node counts for itself, and how many there are on " + nodes.platform()
                                + " cannot be seen.",
                        evidence);
    }
}
