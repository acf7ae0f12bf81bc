package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/**
 * An endpoint and the Java method behind it.
 *
 * @param endpoint the endpoint
 * @param handler the method that answers it, or {@code null} if something else than a method does
 * @param filtered whether its route has a filter of its own
 */
record MappedEndpoint(Endpoint endpoint, @Nullable HandlerMethod handler, boolean filtered) {

    MappedEndpoint {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** Returns the endpoint that {@code handler} answers, with what its signature says. */
    static MappedEndpoint of(String method, String path, HandlerMethod handler, EndpointOrigins origins) {
        Class<?> controller = handler.getBeanType();
        Endpoint endpoint = new Endpoint(
                method,
                path,
                controller.getSimpleName() + "." + handler.getMethod().getName(),
                origins.of(controller),
                HttpMethods.writes(method),
                HandlerSignature.consumesInput(handler),
                HandlerSignature.returnsUnboundedCollection(handler));
        return new MappedEndpoint(endpoint, handler, false);
    }

    /** Returns a copy whose route has a filter of its own. */
    MappedEndpoint behindAFilter() {
        return new MappedEndpoint(endpoint, handler, true);
    }

    static MappedEndpoint withoutMethod(Endpoint endpoint) {
        return new MappedEndpoint(endpoint, null, false);
    }
}
