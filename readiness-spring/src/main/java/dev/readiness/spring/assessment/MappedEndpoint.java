package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/**
 * An endpoint and what answers it.
 *
 * @param endpoint the endpoint
 * @param handler the method that answers it, or {@code null} if something else than a method does
 * @param filtered whether its route has a filter of its own
 * @param repository the repository that answers it, or {@code null} if something else does
 */
record MappedEndpoint(
        Endpoint endpoint,
        @Nullable HandlerMethod handler,
        boolean filtered,
        @Nullable ExportedRepository repository) {

    MappedEndpoint {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** Returns the endpoint that {@code handler} answers, with what its signature says. */
    static MappedEndpoint of(String method, String path, HandlerMethod handler, EndpointOrigins origins) {
        Class<?> controller = handler.getBeanType();
        Endpoint endpoint = new Endpoint(
                method,
                path,
                nameOf(handler),
                origins.of(controller),
                HttpMethods.writes(method),
                HandlerSignature.consumesInput(handler),
                HandlerSignature.returnsUnboundedCollection(handler));
        return new MappedEndpoint(endpoint, handler, false, null);
    }

    /** All operations of the actuator have the same method, and say which one they are. */
    private static String nameOf(HandlerMethod handler) {
        Class<?> type = handler.getBeanType();
        boolean operation = type.getName().startsWith("org.springframework.boot.")
                && type.getSimpleName().endsWith("OperationHandler");
        return operation
                ? handler.getBean().toString()
                : type.getSimpleName() + "." + handler.getMethod().getName();
    }

    static MappedEndpoint withoutMethod(Endpoint endpoint) {
        return new MappedEndpoint(endpoint, null, false, null);
    }

    static MappedEndpoint of(Endpoint endpoint, ExportedRepository repository) {
        return new MappedEndpoint(endpoint, null, false, repository);
    }

    /** Returns a copy whose route has a filter of its own. */
    MappedEndpoint behindAFilter() {
        return new MappedEndpoint(endpoint, handler, true, repository);
    }
}
