package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointInput;
import dev.readiness.spring.assessment.ReachedCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** The rules about rows of the database that go straight out to a caller, or come straight in from one. */
final class StoredTypeRules {

    private static final String LEAKS = "validation.response-leaks";

    private static final String ASSIGNMENT = "validation.mass-assignment";

    private final ObjectProvider<EndpointHandlers> handlers;

    private final FormBinders boundFields;

    private final SelfGivenRoles selfGivenRoles;

    private final KeptOutOfJson keptOut;

    private final ReachedCalls calls;

    /**
     * @param boundFields how the running data binder treats a parameter, unless it is read from the body
     */
    StoredTypeRules(
            ObjectProvider<EndpointHandlers> handlers,
            FormBinders boundFields,
            SelfGivenRoles selfGivenRoles,
            KeptOutOfJson keptOut,
            ReachedCalls calls) {
        this.calls = calls;
        this.keptOut = keptOut;
        this.handlers = handlers;
        this.selfGivenRoles = selfGivenRoles;
        this.boundFields = boundFields;
    }

    ReadinessRule responseLeaks() {
        return ReadinessRule.of(
                RuleCatalogue.describe(LEAKS), inventory -> each(inventory, this::leaksOf, this::leaksOfRepository));
    }

    ReadinessRule massAssignment() {
        return ReadinessRule.of(
                RuleCatalogue.describe(ASSIGNMENT),
                inventory -> each(inventory, this::assignmentsOf, this::assignmentsOfRepository));
    }

    private List<Finding> each(
            Inventory inventory,
            BiFunction<Endpoint, HandlerMethod, Optional<Finding>> handled,
            BiFunction<Endpoint, StoredType, Optional<Finding>> stored) {
        return inventory.applicationEndpoints().stream()
                .flatMap(endpoint -> Stream.concat(
                        find(known -> known.handlerOf(endpoint))
                                .flatMap(handler -> handled.apply(endpoint, handler).stream()),
                        find(known -> known.repositoryOf(endpoint))
                                .flatMap(repository ->
                                        stored.apply(endpoint, new StoredType(repository.entity())).stream())))
                .toList();
    }

    private <T> Stream<T> find(Function<EndpointHandlers, Optional<T>> question) {
        return handlers.stream()
                .flatMap(known -> question.apply(known).stream())
                .limit(1);
    }

    private Optional<Finding> leaksOf(Endpoint endpoint, HandlerMethod handler) {
        FilledProperties filled = new FilledProperties(calls, handler);
        return leaksOf(
                endpoint, HandlerTypes.returnedBy(handler), HandlerTypes.plainReturnedBy(handler), filled::mayBeFilled);
    }

    /** A collection may be written as a projection, an item is written as it is. */
    private Optional<Finding> leaksOfRepository(Endpoint endpoint, StoredType stored) {
        boolean readsItem = endpoint.method().equals("GET") && endpoint.path().endsWith("/{id}");
        return readsItem ? leaksOf(endpoint, Set.of(stored), Set.of(), (type, property) -> true) : Optional.empty();
    }

    private static Optional<Finding> leaksOf(
            Endpoint endpoint,
            Set<StoredType> types,
            Set<Class<?>> plainTypes,
            BiPredicate<Class<?>, String> mayBeFilled) {
        List<String> leaks = new ArrayList<>();
        List<StoredType> returned =
                types.stream().filter(stored -> !stored.isWrittenInItsOwnWay()).toList();
        returned.forEach(stored -> leaks.addAll(WrittenSecrets.in(stored.type(), mayBeFilled)));
        plainTypes.forEach(plain -> leaks.addAll(WrittenSecrets.in(plain, mayBeFilled)));
        if (returned.isEmpty() && leaks.isEmpty()) {
            return Optional.empty();
        }
        Evidence evidence =
                new Evidence("type that the handler returns, as Jackson writes it", String.join(", ", leaks));
        return Optional.of(
                leaks.isEmpty()
                        ? Finding.pass(
                                LEAKS,
                                endpoint.id(),
                                new Evidence(evidence.source(), "no property is named like a secret"))
                        : Finding.fail(
                                LEAKS,
                                endpoint.id(),
                                "The answer contains %s, which nobody needs to get back."
                                        .formatted(String.join(", ", leaks)),
                                "Return a type of its own that has only what the caller needs, or write @JsonProperty(access ="
                                        + " JsonProperty.Access.WRITE_ONLY) on " + String.join(", ", leaks) + ".",
                                evidence));
    }

    /** Spring Data REST takes no identity from a body. */
    private Optional<Finding> assignmentsOfRepository(Endpoint endpoint, StoredType stored) {
        boolean fills = Set.of("POST", "PUT", "PATCH").contains(endpoint.method())
                && !endpoint.handler().contains(".");
        List<String> settable = stored.settableInRepository();
        return !fills
                ? Optional.empty()
                : Optional.of(settable.isEmpty() ? pass(endpoint, stored) : fail(endpoint, stored, settable));
    }

    private Optional<Finding> assignmentsOf(Endpoint endpoint, HandlerMethod handler) {
        List<Finding> findings = Arrays.stream(handler.getMethodParameters())
                .flatMap(parameter -> assignmentOf(endpoint, handler, parameter))
                .toList();
        return findings.stream()
                .filter(finding -> finding.result() == Result.FAIL)
                .findFirst()
                .or(() -> selfGivenRole(endpoint, handler))
                .or(() -> findings.stream().findFirst());
    }

    private Optional<Finding> selfGivenRole(Endpoint endpoint, HandlerMethod handler) {
        List<String> roles = selfGivenRoles.at(endpoint, handler);
        String names = String.join(", ", roles);
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        ASSIGNMENT,
                        endpoint.id(),
                        "Anybody makes an account here, and chooses %s for it.".formatted(names),
                        "Take %s out of what a stranger sends, and give roles at an endpoint for administrators."
                                .formatted(names),
                        new Evidence(
                                "parameter of the running handler, and who reaches it",
                                "without a login, with a password and " + names)));
    }

    private Stream<Finding> assignmentOf(Endpoint endpoint, HandlerMethod handler, MethodParameter parameter) {
        boolean body = EndpointInput.isBody(parameter);
        BoundFields bound = body ? BoundFields.ALL : boundFields.fieldsOf(handler, parameter);
        if (bound.equals(BoundFields.NONE)) {
            return Stream.empty();
        }
        Set<StoredType> bindings = HandlerTypes.boundTo(parameter);
        if (bindings.isEmpty() || StoreUse.of(calls, handler).onlyReads()) {
            return Stream.empty(); // a login or a search, for which the type is only a form
        }
        BoundObject object = BoundObject.of(calls, handler.getMethod(), parameter.getParameterIndex());
        return bindings.stream().map(stored -> {
            if (!bound.isKnown()) {
                return Finding.unknown(
                        ASSIGNMENT,
                        endpoint.id(),
                        "An @InitBinder may keep fields of the form out, which could not be seen.");
            }
            List<String> settable = (body ? stored.settableByJson() : stored.settableByForm())
                    .stream()
                            .filter(bound::takes)
                            .filter(name -> !body || !keptOut.isKeptOut(stored.type(), name))
                            .filter(name -> object.gives(name, stored.isIdentifier(name)))
                            .toList();
            return settable.isEmpty() ? pass(endpoint, stored) : fail(endpoint, stored, settable);
        });
    }

    private static Finding pass(Endpoint endpoint, StoredType stored) {
        return Finding.pass(
                ASSIGNMENT,
                endpoint.id(),
                new Evidence(
                        "parameter of the running handler",
                        "a caller sets neither the identity nor a role of "
                                + stored.type().getSimpleName()));
    }

    private static Finding fail(Endpoint endpoint, StoredType stored, List<String> settable) {
        String type = stored.type().getSimpleName();
        String names = String.join(", ", settable);
        return Finding.fail(
                ASSIGNMENT,
                endpoint.id(),
                "%s is filled straight from the request, so whoever calls sets %s too.".formatted(type, names),
                "Take a type of its own with only the fields that a caller may choose, and copy them to %s; or keep %s out with @NotFromRequest and readiness.validation.not-from-request=refuse, with @JsonProperty(access = READ_ONLY), or setDisallowedFields(...) for a form."
                        .formatted(type, names),
                new Evidence("parameter of the running handler", type + " is stored, and " + names + " can be set"));
    }
}
