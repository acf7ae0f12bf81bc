package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** Adds to the slices of the properties what {@link InSlice} says. */
final class AnnotatedSlices {

    private final EndpointHandlers handlers;

    AnnotatedSlices(EndpointHandlers handlers) {
        this.handlers = handlers;
    }

    List<Slice> addTo(List<Slice> declared, Inventory seen) {
        Map<String, List<String>> endpoints = new LinkedHashMap<>();
        declared.forEach(slice -> endpoints.put(slice.name(), new ArrayList<>(slice.endpoints())));
        for (Endpoint endpoint : seen.applicationEndpoints()) {
            namesOf(endpoint)
                    .forEach(name -> endpoints
                            .computeIfAbsent(name, added -> new ArrayList<>())
                            .add(endpoint.id()));
        }
        return endpoints.entrySet().stream()
                .map(entry -> new Slice(
                        entry.getKey(), entry.getValue().stream().distinct().toList()))
                .toList();
    }

    private Stream<String> namesOf(Endpoint endpoint) {
        return handlers.handlerOf(endpoint).stream().flatMap(AnnotatedSlices::namesOf);
    }

    private static Stream<String> namesOf(HandlerMethod handler) {
        InSlice own = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), InSlice.class);
        InSlice said =
                own != null ? own : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), InSlice.class);
        return said == null ? Stream.empty() : Stream.of(said.value());
    }
}
