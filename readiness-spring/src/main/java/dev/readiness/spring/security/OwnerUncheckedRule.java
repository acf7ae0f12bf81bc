package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointInput;
import dev.readiness.spring.assessment.MethodCall;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.asm.Type;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds endpoints by which every user who is logged in changes a row that belongs to somebody, by its id, while nothing on the
 * way looks at who calls. OWASP's API Security Top 10 (2023) has it first, as "broken object level authorization".
 *
 * <p>Accused is only a change or a deletion of the very row that the path names, or a form of the row by its id, of a type that has an
 * account as an attribute.
 */
final class OwnerUncheckedRule implements ReadinessRule {

    private static final String ID = "access.owner-unchecked";

    private static final Set<String> CHANGES = Set.of("PUT", "PATCH", "DELETE");

    /** What names of types have that are sent for a row: {@code UserUpdateRequest} for a {@code User}. */
    private static final Pattern FORM = Pattern.compile(
            "(Update|Edit|Change|Profile)?(Dto|DTO|Request|Req|Form|Command|Payload|Input|Model|Vo|VO)$");

    /** What is done with a row by whoever it belongs to: everybody may like it, or write a comment. */
    private static final Pattern OF_ONE_ROW = Pattern.compile(
            "[^{]*\\{[^}]+}/(read|seen|mark-?(as-?)?read|archive|unarchive|cancel|rename|publish|unpublish)");

    private static final Pattern BY_ID = Pattern.compile("[a-z]+By([A-Z][A-Za-z]+)Id");

    private final ApplicationAccess access;

    private final EndpointHandlers handlers;

    private final HandlerCalls calls;

    private final List<OtherGuards> guards;

    /**
     * @param guards what else may look at who calls
     */
    OwnerUncheckedRule(
            ApplicationAccess access, EndpointHandlers handlers, HandlerCalls calls, List<OtherGuards> guards) {
        this.access = access;
        this.handlers = handlers;
        this.calls = calls;
        this.guards = List.copyOf(guards);
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Finding> findings = inventory.applicationEndpoints().stream()
                .filter(endpoint -> mayNameRow(endpoint) && access.of(endpoint).reach() == Reach.ANY_USER)
                .flatMap(endpoint -> findingAt(endpoint).stream())
                .toList();
        return findings.isEmpty()
                ? List.of(Finding.notApplicable(
                        ID, Finding.APPLICATION, "No user changes a row of somebody by its id, as far as can be seen."))
                : findings;
    }

    private Optional<Finding> findingAt(Endpoint endpoint) {
        HandlerMethod handler = handlers.handlerOf(endpoint).orElse(null);
        if (handler == null) {
            return Optional.empty();
        }
        Map<Class<?>, Set<MethodCall>> byRow = storeCallsOf(handler);
        boolean inPath = endpoint.path().endsWith("}")
                || OF_ONE_ROW.matcher(endpoint.path()).matches();
        return byRow.entrySet().stream()
                .filter(row -> inPath || !endpoint.method().equals("DELETE"))
                .filter(row -> storesWhatIsSent(endpoint, handler, row.getKey(), row.getValue())
                        || ((inPath || namesInInput(handler, row.getKey()))
                                && changesOne(row.getKey(), row.getValue(), inPath)))
                .flatMap(row -> ownerOf(row.getKey(), endpoint)
                        .filter(owner -> !mentions(row.getValue(), owner))
                        .map(owner -> finding(endpoint, handler, row.getKey(), owner))
                        .stream())
                .findFirst()
                .or(() -> namedInPath(endpoint, handler, byRow));
    }

    /** Rows of whoever the path names, {@code /cart/{userId}}, are those of everybody where nothing looks at who calls. */
    private Optional<Finding> namedInPath(
            Endpoint endpoint, HandlerMethod handler, Map<Class<?>, Set<MethodCall>> byRow) {
        boolean changes =
                calls.firstCall(handler.getMethod(), calls::changesData).isPresent();
        return byRow.entrySet().stream()
                .filter(row -> changes && !AccountTypes.isAccount(row.getKey()))
                .flatMap(row -> AccountTypes.ownerOf(row.getKey())
                        .filter(owner -> mentions(row.getValue(), owner) && isInPath(endpoint, owner))
                        .map(owner -> finding(endpoint, handler, row.getKey(), owner))
                        .stream())
                .findFirst();
    }

    private static boolean isInPath(Endpoint endpoint, String owner) {
        String name = owner.replaceAll("_?[iI]d$", "").toLowerCase(Locale.ROOT);
        return endpoint.path().toLowerCase(Locale.ROOT).matches(".*\\{" + Pattern.quote(name) + "_?id}.*");
    }

    private static boolean mayNameRow(Endpoint endpoint) {
        return CHANGES.contains(endpoint.method())
                ? endpoint.path().contains("{") || !endpoint.method().equals("DELETE")
                : endpoint.method().equals("POST");
    }

    /** The row itself is sent to be changed, with its id, and it is stored as it is. */
    private boolean storesWhatIsSent(Endpoint endpoint, HandlerMethod handler, Class<?> row, Set<MethodCall> rows) {
        return Set.of("PUT", "PATCH").contains(endpoint.method())
                && Stream.of(handler.getMethodParameters())
                        .filter(EndpointInput::isChosenByCaller)
                        .anyMatch(parameter -> parameter.getParameterType() == row)
                && rows.stream().anyMatch(calls::changesData)
                && rows.stream().noneMatch(call -> Type.getArgumentTypes(call.descriptor()).length > 1);
    }

    /** What is sent looks like the row, with its id, and the id is asked for: {@code UserDto.getId} for a {@code User}. */
    private boolean namesInInput(HandlerMethod handler, Class<?> row) {
        return Stream.of(handler.getMethodParameters())
                .filter(EndpointInput::isChosenByCaller)
                .map(MethodParameter::getParameterType)
                .filter(type -> FORM.matcher(type.getSimpleName())
                        .replaceAll("")
                        .equalsIgnoreCase(row.getSimpleName().replaceFirst("(Entity|Model)$", "")))
                .anyMatch(type -> calls.firstCall(
                                handler.getMethod(),
                                call -> call.owner().equals(type.getName())
                                        && (call.name().equals("getId")
                                                || call.name().equals("id")))
                        .isPresent());
    }

    /** A row that is an account belongs to whoever logs in with it; who may delete it is a matter of roles. */
    private static Optional<String> ownerOf(Class<?> row, Endpoint endpoint) {
        if (AccountTypes.isAccount(row)) {
            return endpoint.method().equals("DELETE") ? Optional.empty() : Optional.of("");
        }
        return AccountTypes.ownerOf(row);
    }

    private Map<Class<?>, Set<MethodCall>> storeCallsOf(HandlerMethod handler) {
        Map<Class<?>, Set<MethodCall>> byRow = new TreeMap<>(Comparator.comparing(Class::getName));
        for (MethodCall call : calls.all(handler.getMethod())) {
            calls.rowsOf(call)
                    .ifPresent(row -> byRow.computeIfAbsent(row, type -> new LinkedHashSet<>())
                            .add(call));
        }
        return byRow;
    }

    /** One row is looked up, by nothing but its id, and it is stored or deleted. */
    private boolean changesOne(Class<?> row, Set<MethodCall> rows, boolean inPath) {
        // Whoever makes a row asks whether there is one already.
        Set<MethodCall> lookups = rows.stream()
                .filter(call -> call.name().matches("(find|get|exists|delete|remove)(One|By\\w*|ReferenceById)"))
                .filter(call -> inPath || !call.name().startsWith("exists"))
                .collect(Collectors.toSet());
        return !lookups.isEmpty()
                && lookups.stream().allMatch(call -> Type.getArgumentTypes(call.descriptor()).length == 1)
                && lookups.stream().noneMatch(call -> isByAnother(row, call.name()))
                && rows.stream().anyMatch(calls::changesData);
    }

    /** Rows that are looked up by the id of a row of another type, {@code deleteByBookId}, are not those that the path names. */
    private static boolean isByAnother(Class<?> row, String method) {
        Matcher by = BY_ID.matcher(method);
        String own = row.getSimpleName().toLowerCase(Locale.ROOT);
        return by.matches()
                && !own.contains(by.group(1).toLowerCase(Locale.ROOT))
                && !by.group(1).toLowerCase(Locale.ROOT).contains(own);
    }

    private static boolean mentions(Set<MethodCall> rows, String owner) {
        String name = owner.toLowerCase(Locale.ROOT).replaceAll("_?id$", "");
        return !name.isEmpty()
                && rows.stream()
                        .anyMatch(call -> call.name().toLowerCase(Locale.ROOT).contains(name));
    }

    private Finding finding(Endpoint endpoint, HandlerMethod handler, Class<?> row, String owner) {
        if (CallerSigns.isAskedFor(handler, calls)) {
            return Finding.pass(ID, endpoint.id(), new Evidence("byte code of the handler", "it looks at who calls"));
        }
        Stream<String> own = HandlerCalls.mayAskWhose(handler.getMethod())
                ? Stream.of("the annotation of " + endpoint.handler())
                : Stream.empty();
        String others = Stream.concat(
                        Stream.concat(own, guards.stream().flatMap(guard -> guard.of(endpoint))),
                        calls
                                .firstCall(handler.getMethod(), calls::isMethodSecured)
                                .map(MethodCall::shortName)
                                .stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? fail(endpoint, row, owner)
                : Finding.unknown(
                        ID,
                        endpoint.id(),
                        "Whether %s asks whose the %s is could not be seen.".formatted(others, row.getSimpleName()));
    }

    private Finding fail(Endpoint endpoint, Class<?> row, String owner) {
        String type = row.getSimpleName();
        return Finding.fail(
                ID,
                endpoint.id(),
                owner.isEmpty()
                        ? "Every user changes the %s of everybody else, by its id: nothing that %s gets to looks at who calls."
                                .formatted(type, endpoint.handler())
                        : "Every user changes any %s by %s, whoever its %s is: nothing that %s gets to looks at who calls."
                                .formatted(
                                        type,
                                        isInPath(endpoint, owner) ? "the id of somebody" : "its id",
                                        owner.replaceAll("_?[iI]d$", ""),
                                        endpoint.handler()),
                owner.isEmpty()
                        ? "Take the id of the account from the login, or let only administrators reach %s."
                                .formatted(endpoint.handler())
                        : "Compare the %s of the %s with who calls in %s, and answer 404 if they differ; or look it up by both, for example findByIdAnd%s(...)."
                                .formatted(
                                        owner,
                                        type,
                                        endpoint.handler(),
                                        owner.substring(0, 1).toUpperCase(Locale.ROOT) + owner.substring(1)),
                new Evidence(
                        "the application's own security, and byte code of the handler",
                        access.of(endpoint).how() + "; " + type + " is looked up by its id and changed"));
    }
}
