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
 */
record MappedEndpoint(Endpoint endpoint, @Nullable HandlerMethod handler) {

    MappedEndpoint {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    static MappedEndpoint withoutMethod(Endpoint endpoint) {
        return new MappedEndpoint(endpoint, null);
    }
}
