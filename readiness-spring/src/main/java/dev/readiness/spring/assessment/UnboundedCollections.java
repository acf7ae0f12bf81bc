package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;

/** Finds endpoints that return as much as there is. */
final class UnboundedCollections {

    private static final String ID = "scaling.collection-unbounded";
    private static final String SOURCE = "signature of the running handler";

    /** Ends of the names of what there is little of. */
    private static final Pattern FEW = Pattern.compile(
            ".*(Role|Authority|Permission|Category|Country|City|State|Type|Status|Language|Currency|Tag|Setting|Specialty)"
                    + "(Repository|Repo|Dao)?");

    private static final Pattern BOUNDED =
            Pattern.compile("Lorg/springframework/data/domain/(Pageable|PageRequest|Limit|ScrollPosition);.*\\)");

    private static final Pattern MANY =
            Pattern.compile("\\)(\\[|Ljava/(util/(List|Collection|Set|stream/Stream)|lang/Iterable);)");

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ReachedCalls calls;

    UnboundedCollections(ObjectProvider<EndpointHandlers> handlers, ReachedCalls calls) {
        this.handlers = handlers;
        this.calls = calls;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        return inventory.applicationEndpoints().stream()
                .filter(endpoint ->
                        endpoint.method().equals("GET") || endpoint.method().equals("*"))
                .flatMap(this::assess)
                .toList();
    }

    private Stream<Finding> assess(Endpoint endpoint) {
        return Optional.ofNullable(handlers.getIfAvailable())
                .flatMap(methods -> methods.handlerOf(endpoint))
                .map(handler -> findingOf(endpoint, handler, ReturnedRows.of(handler)))
                .orElseGet(() -> endpoint.unboundedCollection() ? Stream.of(repository(endpoint)) : Stream.empty());
    }

    private Stream<Finding> findingOf(Endpoint endpoint, HandlerMethod handler, ReturnedRows rows) {
        return switch (rows.bound()) {
            case NO_ROWS -> readInside(endpoint, handler).stream();
            case PRESENT -> Stream.of(Finding.pass(ID, endpoint.id(), new Evidence(SOURCE, rows.how())));
            case UNKNOWN ->
                Stream.of(Finding.unknown(
                        ID, endpoint.id(), "Whether there is a bound could not be seen: %s.".formatted(rows.how())));
            case NONE -> Stream.of(withoutBoundInSignature(endpoint, handler, rows));
        };
    }

    private Finding withoutBoundInSignature(Endpoint endpoint, HandlerMethod handler, ReturnedRows rows) {
        Optional<MethodCall> bounded = calls.firstCall(handler.getMethod(), this::readsPart);
        if (bounded.isPresent()
                && calls.firstCall(handler.getMethod(), this::readsManyWithoutBound)
                        .isEmpty()) {
            return Finding.pass(
                    ID,
                    endpoint.id(),
                    new Evidence(
                            "byte code of the handler",
                            "reads with " + bounded.get().shortName() + ", a part at a time"));
        }
        return isOfCaller(handler)
                ? Finding.unknown(
                        ID,
                        endpoint.id(),
                        "Whether there is a bound could not be seen: it returns what belongs to who calls, of which there may be few.")
                : fail(endpoint, rows);
    }

    private boolean readsPart(MethodCall call) {
        return isRead(call) && BOUNDED.matcher(call.descriptor()).find();
    }

    private boolean readsManyWithoutBound(MethodCall call) {
        return isRead(call)
                && MANY.matcher(call.descriptor()).find()
                && !BOUNDED.matcher(call.descriptor()).find();
    }

    /** It looks at who calls, and all that it reads it reads by something. */
    private boolean isOfCaller(HandlerMethod handler) {
        boolean looks = Stream.of(handler.getMethodParameters())
                        .anyMatch(parameter -> Principal.class.isAssignableFrom(parameter.getParameterType())
                                || isTokenOfCaller(parameter)
                                || Stream.concat(
                                                Stream.of(parameter.getParameterType()),
                                                Stream.of(parameter.getParameterAnnotations())
                                                        .map(Annotation::annotationType))
                                        .anyMatch(type -> type.getName().startsWith("org.springframework.security.")))
                || calls.firstCall(handler.getMethod(), call -> call.owner().endsWith("SecurityContextHolder"))
                        .isPresent();
        return looks
                && calls.firstCall(handler.getMethod(), this::readsAll).isEmpty()
                && calls.firstCall(handler.getMethod(), this::readsBySomething).isPresent();
    }

    private static boolean isTokenOfCaller(MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        return header != null && header.name().equalsIgnoreCase("Authorization");
    }

    private boolean readsAll(MethodCall call) {
        return isRead(call) && call.descriptor().startsWith("()");
    }

    private boolean readsBySomething(MethodCall call) {
        return isRead(call) && !call.descriptor().startsWith("()");
    }

    private boolean isRead(MethodCall call) {
        Class<?> type = calls.typeOf(call);
        return type != null
                && DataStores.isRepository(type)
                && call.name().matches("(find|get|read|query|search|list).*");
    }

    /** A page, or an answer with rows somewhere in it, for which all rows are read. */
    private Optional<Finding> readInside(Endpoint endpoint, HandlerMethod handler) {
        Stream<Method> beforeEach = Stream.of(ReflectionUtils.getUniqueDeclaredMethods(handler.getBeanType()))
                .filter(method -> MergedAnnotations.from(method).isPresent(ModelAttribute.class));
        return Stream.concat(Stream.of(handler.getMethod()), beforeEach)
                .flatMap(method -> calls.firstCall(method, this::readsAllRows).stream())
                .findFirst()
                .map(call -> Finding.fail(
                        ID,
                        endpoint.id(),
                        "It reads all rows with %s, which grow with the number of customers."
                                .formatted(call.shortName()),
                        "Give %s a parameter `org.springframework.data.domain.Pageable page`, call %s(page), and show one page."
                                .formatted(endpoint.handler(), call.shortName()),
                        new Evidence("byte code of the handler", "calls " + call.shortName() + "()")));
    }

    private boolean readsAllRows(MethodCall call) {
        Class<?> type = call.name().equals("findAll") && call.descriptor().startsWith("()") ? calls.typeOf(call) : null;
        return type != null
                && DataStores.isRepository(type)
                && !FEW.matcher(type.getSimpleName()).matches();
    }

    private static Finding fail(Endpoint endpoint, ReturnedRows rows) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "It returns a whole collection, which grows with the number of customers.",
                "Add a parameter `org.springframework.data.domain.Pageable page` to " + endpoint.handler()
                        + " and pass it to the repository, or limit the query there.",
                new Evidence(SOURCE, rows.how()));
    }

    private static Finding repository(Endpoint endpoint) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "It returns all rows of a repository, which grow with the number of customers.",
                "Let " + endpoint.handler()
                        + " extend PagingAndSortingRepository, or give a search a parameter"
                        + " `org.springframework.data.domain.Pageable page` and the return type Page.",
                new Evidence("resources that Spring Data REST exports", "the resource has no pages"));
    }
}
