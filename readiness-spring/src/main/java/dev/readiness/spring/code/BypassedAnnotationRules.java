package dev.readiness.spring.code;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The rules about methods whose annotation works by a proxy, and which an object calls on itself, past its proxy.
 *
 * <p>Only a caller that others get to counts, not a private method, and not one that has an annotation of the same kind.
 */
final class BypassedAnnotationRules {

    private static final String GUARDS = "access.guard-bypassed";

    private static final String OTHERS = "configuration.annotation-bypassed";

    private final OwnBeans beans;

    BypassedAnnotationRules(OwnBeans beans) {
        this.beans = beans;
    }

    ReadinessRule guards() {
        return ReadinessRule.of(
                RuleCatalogue.describe(GUARDS), inventory -> assess(GUARDS, Set.of(ProxyAnnotation.GUARD)));
    }

    ReadinessRule others() {
        return ReadinessRule.of(RuleCatalogue.describe(OTHERS), this::assessOthers);
    }

    private List<Finding> assessOthers(Inventory inventory) {
        return assess(OTHERS, Set.of(ProxyAnnotation.TRANSACTION, ProxyAnnotation.BACKGROUND, ProxyAnnotation.CACHE));
    }

    private List<Finding> assess(String rule, Collection<ProxyAnnotation> kinds) {
        List<Finding> found = new ArrayList<>();
        int classes = 0;
        for (var bean : beans.types().entrySet()) {
            if (beans.isProxied(bean.getKey())) {
                classes++;
                SelfCalls.of(bean.getValue(), kinds).forEach(call -> found.add(failure(rule, call)));
            }
        }
        if (!found.isEmpty()) {
            return found.stream().distinct().toList();
        }
        return List.of(
                classes == 0
                        ? Finding.notApplicable(rule, Finding.APPLICATION, "No bean of the application has a proxy.")
                        : Finding.pass(
                                rule,
                                Finding.APPLICATION,
                                new Evidence(
                                        "byte code of the beans that have a proxy",
                                        "none of " + classes + " goes past its own")));
    }

    private static Finding failure(String rule, SelfCalls.SelfCall call) {
        String annotated = call.type().getSimpleName() + "." + call.called();
        String caller = call.type().getSimpleName() + "." + call.caller();
        return Finding.fail(
                rule,
                caller,
                "%s calls %s on its own object, so @%s there %s."
                        .formatted(
                                caller,
                                call.called(),
                                call.annotation(),
                                call.kind().effect()),
                "Put @%s on %s too, or move %s to a bean of its own."
                        .formatted(call.annotation(), caller, call.called()),
                new Evidence(
                        "byte code of " + caller,
                        "calls this." + call.called() + ", and the proxy in front of " + annotated + " is not asked"));
    }
}
