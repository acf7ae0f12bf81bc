package dev.readiness.spring.observability;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Takes the endpoints of each slice, as {@code METHOD /path} or {@code /path}; the first slice wins. */
    SliceTag(Map<String, List<String>> slices) {
        slices.forEach((slice, endpoints) -> endpoints.forEach(endpoint -> sliceOf.putIfAbsent(endpoint, slice)));
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
        return slice != null ? slice : sliceOf.getOrDefault(pattern, UNOWNED);
    }
}
