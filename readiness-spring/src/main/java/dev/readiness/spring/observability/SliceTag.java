package dev.readiness.spring.observability;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Slice;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Says which slice a request belongs to, in the meters that Spring keeps of requests.
 *
 * <p>What no slice names is {@value #UNOWNED}, which is a value like the others so that it can be alerted on.
 */
final class SliceTag implements ObservationFilter {

    static final String KEY = "slice";

    static final String UNOWNED = "unowned";

    private final Map<String, String> sliceOf = new HashMap<>();

    private final List<Slice> patterns;

    /**
     * Takes the endpoints of each slice, as {@code METHOD /path}, {@code /path} or a pattern; the first slice wins, and a name
     * wins over a pattern.
     */
    SliceTag(Map<String, List<String>> slices) {
        slices.forEach((slice, endpoints) -> endpoints.forEach(endpoint -> sliceOf.putIfAbsent(endpoint, slice)));
        this.patterns = slices.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(endpoint -> endpoint.contains("*")))
                .map(entry -> new Slice(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Observation.Context map(Observation.Context context) {
        if (context instanceof ServerRequestObservationContext request) {
            context.addLowCardinalityKeyValue(KeyValue.of(KEY, sliceOf(request)));
        }
        return context;
    }

    private String sliceOf(ServerRequestObservationContext request) {
        String pattern = request.getPathPattern();
        if (pattern == null || request.getCarrier() == null) {
            return UNOWNED;
        }
        return sliceOf(request.getCarrier().getMethod(), pattern);
    }

    String sliceOf(String method, String pattern) {
        @Nullable String slice = sliceOf.get(method + " " + pattern);
        if (slice == null) {
            slice = sliceOf.get(pattern);
        }
        return slice != null || patterns.isEmpty()
                ? Objects.requireNonNullElse(slice, UNOWNED)
                : byPattern(method, pattern);
    }

    private String byPattern(String method, String pattern) {
        Endpoint endpoint = new Endpoint(method, pattern, "", Endpoint.Origin.APPLICATION, false, false, false);
        return patterns.stream()
                .filter(candidate -> candidate.contains(endpoint))
                .map(Slice::name)
                .findFirst()
                .orElse(UNOWNED);
    }
}
