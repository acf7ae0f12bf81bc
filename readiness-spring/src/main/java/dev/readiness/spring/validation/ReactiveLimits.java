package dev.readiness.spring.validation;

import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Looks up the limits of a reactive request once, or before there is an exchange that keeps them, twice. */
final class ReactiveLimits {

    private ReactiveLimits() {}

    static PathLimits of(RequestLimits limits, ServerHttpRequest request) {
        Map<String, Object> attributes = request.getAttributes();
        return limits.of(
                request.getURI().getRawPath(),
                request.getPath().contextPath().value(),
                attributes.get(RequestLimits.FOUND),
                found -> remember(attributes, found));
    }

    private static void remember(Map<String, Object> attributes, Object found) {
        try {
            attributes.put(RequestLimits.FOUND, found);
        } catch (UnsupportedOperationException ex) {
            return; // there is no exchange yet, whose attributes they are
        }
    }
}
