package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Inventory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;

/**
 * What the running application consists of, in a stable order: by path, then by method.
 *
 * <p>Mappings are read once, when first asked: they are complete when the application is ready, and do not change afterwards.
 */
final class ApplicationInventory implements EndpointHandlers {

    private static final Comparator<MappedEndpoint> ORDER = Comparator.comparing(
            MappedEndpoint::endpoint,
            Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method).thenComparing(Endpoint::handler));

    private final String application;

    private final SingletonSupplier<Map<Endpoint, MappedEndpoint>> endpoints;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    /**
     * Creates an inventory.
     *
     * @param sources gives the sources when the endpoints are first asked for, and takes remarks on those it cannot give
     */
    ApplicationInventory(String application, Function<List<String>, List<EndpointSource>> sources) {
        this.application = application;
        this.endpoints = SingletonSupplier.of(() -> read(sources.apply(notes)));
    }

    Inventory inventory() {
        return new Inventory(application, List.copyOf(endpoints.obtain().keySet()));
    }

    @Override
    public Optional<HandlerMethod> handlerOf(Endpoint endpoint) {
        return Optional.ofNullable(endpoints.obtain().get(endpoint)).map(MappedEndpoint::handler);
    }

    @Override
    public Optional<ExportedRepository> repositoryOf(Endpoint endpoint) {
        return Optional.ofNullable(endpoints.obtain().get(endpoint)).map(MappedEndpoint::repository);
    }

    @Override
    public boolean hasFilter(Endpoint endpoint) {
        MappedEndpoint mapped = endpoints.obtain().get(endpoint);
        return mapped != null && mapped.filtered();
    }

    /** Returns what could not be looked at. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private Map<Endpoint, MappedEndpoint> read(List<EndpointSource> sources) {
        return sources.stream()
                .flatMap(source -> endpointsOf(source).stream())
                .sorted(ORDER)
                .collect(Collectors.toMap(
                        MappedEndpoint::endpoint,
                        Function.identity(),
                        (first, second) -> first,
                        java.util.LinkedHashMap::new));
    }

    private List<MappedEndpoint> endpointsOf(EndpointSource source) {
        try {
            return source.endpoints();
        } catch (RuntimeException | LinkageError ex) {
            notes.add("Endpoints are missing, because " + source.getClass().getSimpleName() + " failed: " + ex);
            return List.of();
        }
    }
}
