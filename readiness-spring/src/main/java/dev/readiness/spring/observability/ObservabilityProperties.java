package dev.readiness.spring.observability;

import dev.readiness.observability.SliceObjective;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for what can be seen of requests.
 *
 * @param enabled Whether anything of this group takes effect.
 * @param correlation Whether each request has a correlation id in its answer, in its log lines and in the calls that it
 *     makes.
 * @param requestSummary Whether one line is logged for each request.
 * @param slowRequest Duration from which on a request is logged as slow.
 * @param sliceTag Whether the meters of requests say which slice a request belongs to.
 * @param objectives What each slice promises its users, by the names of readiness.slices; alerts are made of it.
 * @param rollback Command that brings back the version before, for the runbook.
 */
@ConfigurationProperties("readiness.observability")
public record ObservabilityProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean correlation,
        @DefaultValue("false") boolean requestSummary,
        @DefaultValue("2s") Duration slowRequest,
        @DefaultValue("false") boolean sliceTag,
        @DefaultValue Map<String, Objective> objectives,
        @DefaultValue("") String rollback) {

    /** Checks that the duration is one, and that the alert of each objective can fire. */
    public ObservabilityProperties {
        if (slowRequest.isZero() || slowRequest.isNegative()) {
            throw new IllegalArgumentException("'slow-request' must be more than zero but is " + slowRequest);
        }
        objectives.values().forEach(Objective::objective);
    }

    Map<String, SliceObjective> sliceObjectives() {
        Map<String, SliceObjective> all = new TreeMap<>();
        objectives.forEach((slice, objective) -> all.put(slice, objective.objective()));
        return all;
    }

    /**
     * What a slice promises over 30 days.
     *
     * @param availability Part of its requests that must not fail with a server error, in percent.
     * @param latency Within which most of its answers are given; without it nothing is promised.
     * @param latencyShare Part of its answers to which the latency applies, in percent.
     */
    public record Objective(
            @DefaultValue("99.5") BigDecimal availability,
            @Nullable Duration latency,
            @DefaultValue("95") BigDecimal latencyShare) {

        SliceObjective objective() {
            return new SliceObjective(availability, latency, latencyShare);
        }
    }
}
