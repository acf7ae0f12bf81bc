package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.HandlerCode;
import dev.readiness.spring.assessment.MethodCall;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Finds filters of the application that read a signed token and let through whatever goes wrong with it.
 *
 * <p>The filters are not called: theirs would be the lines in the log. One is accused only if neither it nor anything of the
 * application that it gets to catches anything.
 */
final class BadTokenRule implements ReadinessRule {

    private static final String ID = "access.bad-token-fails";

    private final TokenFilters filters;

    private final HandlerCalls calls;

    BadTokenRule(TokenFilters filters, HandlerCalls calls) {
        this.filters = filters;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Method> reading = filters.reading();
        if (reading.isEmpty()) {
            return List.of(Finding.notApplicable(
                    ID, Finding.APPLICATION, "No filter of the application reads a signed token."));
        }
        List<Finding> findings = reading.stream()
                .filter(method -> calls.methods(method).noneMatch(HandlerCode::mayCatch))
                .filter(method -> calls.firstCall(method, call -> call.name().startsWith("onError"))
                        .isEmpty())
                .map(this::fail)
                .toList();
        return findings.isEmpty()
                ? List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence(
                                "byte code of the filters", reading.size() + " that read tokens may catch failures")))
                : findings;
    }

    private Finding fail(Method method) {
        String filter = method.getDeclaringClass().getSimpleName();
        String read = filters.readBy(method).map(MethodCall::shortName).orElseThrow();
        return Finding.fail(
                ID,
                filter,
                "A token that is broken or has expired makes %s fail: each one leaves a stack trace, and instead of 401 the client gets what an error page answers, so that it does not know that it has to log in again."
                        .formatted(filter),
                "Catch what %s throws in %s, leave the caller without a login, and call the next filter."
                        .formatted(read, filter),
                new Evidence(
                        "byte code of " + filter, "gets to " + read + ", and nothing on the way catches anything"));
    }
}
