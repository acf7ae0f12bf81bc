package dev.readiness.spring.code;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.HandlerCode;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import dev.readiness.spring.assessment.SourceMethods;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds methods that write rows of two types one after the other, outside of any transaction, so that a failure in between
 * leaves the first without the second.
 *
 * <p>Accused is only a method of the application on the way from an endpoint, none of whose callers on that way is
 * transactional. Writes in branches that exclude each other, and rows that only keep a log, are left out.
 */
final class HalfWrittenRule implements ReadinessRule {

    private static final String ID = "scaling.half-written";

    private static final String LOGS = ".*(Log|Audit|History|Event|Outbox|Statistic|View|Counter|Visit)s?(Entity)?";

    private static final List<String> TRANSACTIONAL =
            List.of("org.springframework.transaction.annotation.Transactional", "jakarta.transaction.Transactional");

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ReachedCalls calls;

    private final WrittenRows rows;

    HalfWrittenRule(ObjectProvider<EndpointHandlers> handlers, ReachedCalls calls) {
        this.handlers = handlers;
        this.calls = calls;
        this.rows = new WrittenRows(calls);
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Map<String, Finding> found = new TreeMap<>();
        Set<Method> seen = new HashSet<>();
        int asked = 0;
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            Optional<HandlerMethod> handler =
                    endpoint.writes() ? EndpointHandlers.find(handlers, endpoint) : Optional.empty();
            if (handler.isPresent()) {
                asked++;
                follow(handler.get().getMethod(), endpoint, seen, found);
            }
        }
        if (!found.isEmpty()) {
            return List.copyOf(found.values());
        }
        return List.of(
                asked == 0
                        ? Finding.notApplicable(ID, Finding.APPLICATION, "No endpoint writes.")
                        : Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(
                                        "byte code behind " + asked + " endpoints that write",
                                        "no two types of rows are written outside of a transaction")));
    }

    private void follow(Method start, Endpoint endpoint, Set<Method> seen, Map<String, Finding> found) {
        Deque<Method> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Method method = open.remove();
            StoreWrites code = new StoreWrites();
            if (isTransactional(method) || !seen.add(method) || !HandlerCode.show(method, code)) {
                continue;
            }
            List<MethodCall> made = code.calls();
            if (made.stream().anyMatch(call -> call.owner().contains(".transaction."))) {
                continue; // its transaction begins in the code
            }
            pairIn(code, made).ifPresent(pair -> found.putIfAbsent(nameOf(method), fail(method, endpoint, pair)));
            made.stream()
                    .filter(calls::isOfApplication)
                    .flatMap(calls::implementations)
                    .flatMap(call -> calls.methodOf(call).stream())
                    .forEach(open::add);
        }
    }

    /** Returns the types of rows of which the second may be written after the first. */
    private Optional<List<String>> pairIn(StoreWrites code, List<MethodCall> made) {
        for (MethodCall first : made) {
            for (Class<?> before : rows.writtenBy(first)) {
                Optional<Class<?>> after = code.after(first).stream()
                        .filter(call -> !call.equals(first))
                        .flatMap(call -> rows.writtenBy(call).stream())
                        .filter(row -> row != before && counts(row))
                        .findFirst();
                if (counts(before) && after.isPresent()) {
                    return Optional.of(
                            List.of(before.getSimpleName(), after.get().getSimpleName()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean counts(Class<?> row) {
        return !row.getSimpleName().matches(LOGS);
    }

    private static boolean isTransactional(Method method) {
        return isAnnotated(method) || isAnnotated(method.getDeclaringClass());
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        MergedAnnotations annotations =
                MergedAnnotations.from(element, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
        return TRANSACTIONAL.stream().anyMatch(annotations::isPresent);
    }

    private static String nameOf(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + SourceMethods.nameOf(method.getName());
    }

    private static Finding fail(Method method, Endpoint endpoint, List<String> pair) {
        String where = nameOf(method);
        return Finding.fail(
                ID,
                where,
                "%s writes %s and then %s outside of any transaction: if the second fails, or the process is stopped in between, the first stays alone."
                        .formatted(where, pair.get(0), pair.get(1)),
                "Put @Transactional on %s, and call it from another bean.".formatted(where),
                new Evidence(
                        "byte code of " + where,
                        "reached from " + endpoint.id() + ", and nothing on the way begins a transaction"));
    }
}
