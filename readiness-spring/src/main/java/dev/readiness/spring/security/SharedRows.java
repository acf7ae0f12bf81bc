package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Inventory;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.MethodCall;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * Rows that are nobody's own, as the products of a shop are, and that whoever signs up changes or deletes.
 *
 * <p>Asked only where everybody may sign up and where other endpoints ask for a role, so that there are some who are trusted with
 * more. What a user adds is not meant, nor a row that leads to an account, however far.
 */
final class SharedRows {

    private static final Set<String> CHANGES = Set.of("PUT", "PATCH", "DELETE");

    private static final Pattern SOMEBODY =
            Pattern.compile("(?i).*(created_?by|owner|author|user|account|member|customer|creator|tenant).*");

    private static final int FARTHEST = 3;

    private final ApplicationAccess access;

    private final EndpointHandlers handlers;

    private final HandlerCalls calls;

    SharedRows(ApplicationAccess access, EndpointHandlers handlers, HandlerCalls calls) {
        this.access = access;
        this.handlers = handlers;
        this.calls = calls;
    }

    /** Returns whether some users of the application are trusted with more than everybody who signs up. */
    boolean areAskedFor(Inventory inventory) {
        return inventory.applicationEndpoints().stream()
                        .anyMatch(endpoint -> access.of(endpoint).reach() == Reach.RESTRICTED)
                && inventory.applicationEndpoints().stream().anyMatch(this::isOpenSignUp);
    }

    private boolean isOpenSignUp(Endpoint endpoint) {
        Reach reach = access.of(endpoint).reach();
        return endpoint.method().equals("POST")
                && reach == Reach.ANYONE
                && handlers.handlerOf(endpoint)
                        .filter(handler -> calls.all(handler.getMethod()).stream()
                                .filter(calls::changesData)
                                .anyMatch(call -> calls.rowsOf(call)
                                        .filter(AccountTypes::isAccount)
                                        .isPresent()))
                        .isPresent();
    }

    /** Returns the type of the rows that {@code endpoint} changes for every user, if they are nobody's own. */
    Optional<Class<?>> changedAt(Endpoint endpoint) {
        if (!CHANGES.contains(endpoint.method()) || access.of(endpoint).reach() != Reach.ANY_USER) {
            return Optional.empty();
        }
        return handlers.handlerOf(endpoint)
                .filter(handler ->
                        !CallerSigns.isAskedFor(handler, calls) && !HandlerCalls.mayAskWhose(handler.getMethod()))
                .flatMap(this::onlyRowChangedBy)
                .filter(row -> !leadsToSomebody(ResolvableType.forClass(row), FARTHEST));
    }

    private Optional<Class<?>> onlyRowChangedBy(HandlerMethod handler) {
        Set<MethodCall> changes = calls.all(handler.getMethod()).stream()
                .filter(calls::changesData)
                .collect(Collectors.toSet());
        Set<Class<?>> rows =
                changes.stream().flatMap(call -> calls.rowsOf(call).stream()).collect(Collectors.toSet());
        return rows.size() == 1 ? rows.stream().findFirst() : Optional.empty();
    }

    private static boolean leadsToSomebody(ResolvableType declared, int farthest) {
        return Stream.concat(Stream.of(declared), Stream.of(declared.getGenerics()))
                .<Class<?>>map(type -> type.resolve(Object.class))
                .filter(AccountTypes::isStored)
                .anyMatch(type -> AccountTypes.isAccount(type)
                        || AccountTypes.ownerOf(type).isPresent()
                        || fieldsOf(type)
                                .anyMatch(field -> SOMEBODY.matcher(field.getName())
                                                .matches()
                                        || (farthest > 0
                                                && leadsToSomebody(ResolvableType.forField(field), farthest - 1))));
    }

    private static Stream<Field> fieldsOf(Class<?> type) {
        return Stream.<Class<?>>iterate(type, level -> level != null && level != Object.class, Class::getSuperclass)
                .flatMap(level -> Stream.of(level.getDeclaredFields()));
    }
}
