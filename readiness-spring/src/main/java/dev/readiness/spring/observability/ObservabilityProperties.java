package dev.readiness.spring.observability;

import java.time.Duration;
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
 */
@ConfigurationProperties("readiness.observability")
public record ObservabilityProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean correlation,
        @DefaultValue("false") boolean requestSummary,
        @DefaultValue("2s") Duration slowRequest,
        @DefaultValue("false") boolean sliceTag) {

    /** Checks that the duration is one. */
    public ObservabilityProperties {
        if (slowRequest.isZero() || slowRequest.isNegative()) {
            throw new IllegalArgumentException("'slow-request' must be more than zero but is " + slowRequest);
        }
    }
}
