package dev.readiness.spring.scaling;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.DataStores;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.springframework.asm.Type;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds endpoints that read rows in one query and what belongs to each of them in a query of its own.
 *
 * <p>Hibernate does so with what is fetched eagerly and stands in no fetch of the query. Left out is what it reads in batches,
 * by a subselect or from a cache, and what the query itself asks for, because then it is the same for all rows.
 */
final class QueriesPerRow {

    private static final String ID = "scaling.queries-per-row";

    private static final String QUERY = "org.springframework.data.jpa.repository.Query";

    private static final String GRAPH = "org.springframework.data.jpa.repository.EntityGraph";

    private final ApplicationContext context;

    private final ReachedCalls calls;

    QueriesPerRow(ApplicationContext context) {
        this.context = context;
        this.calls = ReachedCalls.of(context, context);
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        boolean batched = readsInBatches();
        List<Finding> findings = new ArrayList<>();
        int asked = 0;
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            if (endpoint.method().equals("GET")) {
                List<ListQuery> queries = handlerOf(endpoint).stream()
                        .flatMap(handler -> queriesOf(handler.getMethod()))
                        .toList();
                asked += queries.isEmpty() ? 0 : 1;
                queries.stream()
                        .filter(query -> !batched)
                        .flatMap(query ->
                                query.fetchedForEachRow().map(attribute -> failure(endpoint, query, attribute)))
                        .findFirst()
                        .ifPresent(findings::add);
            }
        }
        if (!findings.isEmpty()) {
            return findings;
        }
        return List.of(
                asked == 0
                        ? Finding.notApplicable(
                                ID, Finding.APPLICATION, "No endpoint reads a list of rows from a repository.")
                        : Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(
                                        "mapping and queries of what " + asked + " endpoints list",
                                        batched
                                                ? "what belongs to rows is read in batches"
                                                : "nothing is fetched for each row")));
    }

    private Optional<HandlerMethod> handlerOf(Endpoint endpoint) {
        return EndpointHandlers.find(context.getBeanProvider(EndpointHandlers.class), endpoint);
    }

    private boolean readsInBatches() {
        return Stream.of("hibernate.default_batch_fetch_size", "hibernate.use_subselect_fetch")
                .map(name -> context.getEnvironment().getProperty("spring.jpa.properties." + name, "0"))
                .anyMatch(value -> value.equals("true") || !value.matches("0|1|-1|false"));
    }

    private Stream<ListQuery> queriesOf(Method handler) {
        return calls.allCalls(handler).stream().flatMap(this::queryOf).filter(ListQuery::returnsRows);
    }

    private Stream<ListQuery> queryOf(MethodCall call) {
        Class<?> repository = calls.typeOf(call);
        return repository == null || !DataStores.isRepository(repository)
                ? Stream.empty()
                : DataStores.rowsOf(repository).stream()
                        .flatMap(row -> methodOf(repository, call).stream()
                                .map(method -> new ListQuery(repository, method, row)));
    }

    private static Optional<Method> methodOf(Class<?> repository, MethodCall call) {
        String parameters = call.descriptor().substring(0, call.descriptor().indexOf(')') + 1);
        return Stream.of(repository.getMethods())
                .filter(method -> method.getName().equals(call.name())
                        && Type.getMethodDescriptor(method).startsWith(parameters))
                .findFirst();
    }

    private static Finding failure(Endpoint endpoint, ListQuery query, EagerAttribute attribute) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "%s reads rows in one query and %s of each in one of its own: a hundred rows are up to 101 queries."
                        .formatted(query.name(), attribute.name()),
                """
                @EntityGraph(attributePaths = "%s") on %s, or join fetch in its query
                // or for all: spring.jpa.properties.hibernate.default_batch_fetch_size=50""".formatted(attribute.property(), query.name()),
                new Evidence("mapping of " + attribute.name(), attribute.how()),
                new Evidence("query of " + query.name(), "fetches nothing else with the rows"));
    }

    /** A method of a repository that reads many rows. */
    private record ListQuery(Class<?> repository, Method method, Class<?> row) {

        String name() {
            return repository.getSimpleName() + "." + method.getName();
        }

        /** A projection has a type of its own, and fetches nothing else. */
        boolean returnsRows() {
            ResolvableType type = ResolvableType.forMethodReturnType(method, repository);
            Class<?> raw = type.resolve(Object.class);
            boolean many = Iterable.class.isAssignableFrom(raw) || BaseStream.class.isAssignableFrom(raw);
            return many && row.isAssignableFrom(type.getGeneric(0).resolve(Object.class));
        }

        Stream<EagerAttribute> fetchedForEachRow() {
            MergedAnnotations annotations = MergedAnnotations.from(method);
            MergedAnnotation<?> query = annotations.get(QUERY);
            boolean fetches = query.isPresent()
                    && query.getString("value").toLowerCase(Locale.ROOT).contains(" fetch ");
            return annotations.isPresent(GRAPH) || fetches
                    ? Stream.empty()
                    : EagerAttribute.of(row).filter(attribute -> !asksFor(attribute.property()));
        }

        /** Rows that are looked up by what belongs to them have the same of it, which is read once. */
        private boolean asksFor(String property) {
            String query = MergedAnnotations.from(method)
                    .get(QUERY)
                    .getValue("value", String.class)
                    .orElse("");
            return method.getName().toLowerCase(Locale.ROOT).contains(property.toLowerCase(Locale.ROOT))
                    || Pattern.compile("\\.%s(\\.\\w+)*\\s*=".formatted(property))
                            .matcher(query)
                            .find();
        }
    }
}
