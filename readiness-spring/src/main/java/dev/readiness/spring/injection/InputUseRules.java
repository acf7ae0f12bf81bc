package dev.readiness.spring.injection;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.injection.InputUse.Kind;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.asm.Type;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;

/** The rules about where the input of an endpoint gets. */
final class InputUseRules {

    private static final String SOURCE = "byte code, followed from the handler";

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ObjectProvider<EndpointInspector> inspectors;

    private final Supplier<MethodSummaries> summaries;

    /** Kept from one rule to the next, because all of them read the same code. */
    private Reference<MethodSummaries> last = new SoftReference<>(null);

    private int assessed;

    /**
     * @param summaries makes what reads the code, for one report
     */
    InputUseRules(
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<EndpointInspector> inspectors,
            Supplier<MethodSummaries> summaries) {
        this.handlers = handlers;
        this.inspectors = inspectors;
        this.summaries = summaries;
    }

    ReadinessRule rule(InputDanger danger) {
        return ReadinessRule.of(RuleCatalogue.describe(danger.id()), inventory -> assess(inventory, danger));
    }

    private synchronized List<Finding> assess(Inventory inventory, InputDanger danger) {
        MethodSummaries known = summariesFor(inventory);
        List<Finding> found = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        int followed = 0;
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            HandlerMethod handler = EndpointHandlers.find(handlers, endpoint).orElse(null);
            if (handler == null) {
                continue;
            }
            Optional<MethodSummary> summary = summaryOf(known, handler.getMethod());
            if (summary.isEmpty()) {
                unread.add(endpoint.id());
                continue;
            }
            followed++;
            findingAt(endpoint, handler, summary.get(), danger).ifPresent(found::add);
        }
        if (!found.isEmpty()) {
            return found;
        }
        if (!unread.isEmpty()) {
            return List.of(Finding.unknown(
                    danger.id(),
                    Finding.APPLICATION,
                    "The code of the handlers of %s could not be read.".formatted(String.join(", ", unread))));
        }
        return followed == 0
                ? List.of()
                : List.of(Finding.pass(
                        danger.id(),
                        Finding.APPLICATION,
                        new Evidence(
                                SOURCE,
                                "not seen behind %d handlers; calls by reflection and events are not followed"
                                        .formatted(followed))));
    }

    private MethodSummaries summariesFor(Inventory inventory) {
        MethodSummaries known = last.get();
        if (known == null || assessed != System.identityHashCode(inventory)) {
            known = summaries.get();
            last = new SoftReference<>(known);
            assessed = System.identityHashCode(inventory);
        }
        return known;
    }

    private static Optional<MethodSummary> summaryOf(MethodSummaries known, Method method) {
        return known.of(
                Type.getInternalName(method.getDeclaringClass()), method.getName(), Type.getMethodDescriptor(method));
    }

    private Optional<Finding> findingAt(
            Endpoint endpoint, HandlerMethod handler, MethodSummary summary, InputDanger danger) {
        Set<InputUse> uses = summary.uses().stream()
                .filter(use -> use.kind() == danger.kind() && use.isDangerous() && !summary.isChecked(use.input()))
                .filter(use -> use.kind() != Kind.PRICE || isForAnybody(endpoint))
                .filter(use -> ChosenInput.isChosen(handler, use))
                .filter(use -> use.kind() != Kind.REDIRECT || !use.at().endsWith(".redirect") || !writesBody(handler))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (uses.isEmpty() || (danger.kind() == Kind.OWNER && !mayBeAnybody(endpoint, handler, summary))) {
            return Optional.empty();
        }
        String inputs =
                uses.stream().map(use -> nameOf(handler, use)).distinct().collect(Collectors.joining(", "));
        String ways = uses.stream()
                .map(use -> nameOf(handler, use) + " gets to " + use.at() + " in " + use.in())
                .distinct()
                .collect(Collectors.joining("; "));
        InputUse first = uses.iterator().next();
        return Optional.of(Finding.fail(
                danger.id(),
                endpoint.id(),
                danger.problem().formatted(inputs, first.at()),
                danger.remedy().formatted(inputs, first.in()),
                new Evidence(SOURCE, ways)));
    }

    private static boolean writesBody(HandlerMethod handler) {
        return handler.hasMethodAnnotation(ResponseBody.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class);
    }

    /** An administrator may choose whose a row is, and so may code that looks at who calls. */
    private boolean mayBeAnybody(Endpoint endpoint, HandlerMethod handler, MethodSummary summary) {
        boolean looks = summary.checked().contains(MethodSummary.CALLER)
                || Stream.of(handler.getMethodParameters())
                        .anyMatch(parameter -> Principal.class.isAssignableFrom(parameter.getParameterType())
                                || parameter.getParameterType().getName().startsWith("org.springframework.security.")
                                || Stream.of(parameter.getParameterAnnotations())
                                        .anyMatch(annotation -> annotation
                                                .annotationType()
                                                .getName()
                                                .startsWith("org.springframework.security.")));
        return !looks && isForAnybody(endpoint);
    }

    private boolean isForAnybody(Endpoint endpoint) {
        return Set.of("POST", "PUT", "PATCH").contains(endpoint.method())
                && inspectors.stream()
                        .filter(inspector -> inspector.aspect().equals("access"))
                        .flatMap(inspector -> inspector.inspect(endpoint).stream())
                        .anyMatch(fact -> Set.of("anyone", "public", "any user").contains(fact.value()));
    }

    private static String nameOf(HandlerMethod handler, InputUse use) {
        String name = use.input().name();
        MethodParameter parameter = handler.getMethodParameters()[InputParts.parameter(name) - 1];
        String declared = parameter
                .getExecutable()
                .getParameters()[parameter.getParameterIndex()]
                .getName();
        int dot = name.indexOf('.');
        return dot < 0 ? declared : declared + name.substring(dot);
    }
}
