package dev.readiness.spring.scaling;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for what is refused when there is too much to do.
 *
 * @param enabled Whether requests that would only wait are answered with 503.
 * @param maxConcurrent Requests that may be in at once, all slices together; four fifths of the threads of the server unless
 *     it is set, or 1000 where these are not limited.
 * @param minConcurrent Requests that each slice may always have in at once.
 * @param tolerance How many times as long as without load an answer may take on average.
 * @param retryAfter Shortest time after which a client is told to come back.
 * @param never Path patterns that are never refused, besides those of the actuator and the probes.
 */
@ConfigurationProperties("readiness.scaling.shedding")
public record LoadSheddingProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable Integer maxConcurrent,
        @DefaultValue("2") int minConcurrent,
        @DefaultValue("1.5") double tolerance,
        @DefaultValue("1s") Duration retryAfter,
        @DefaultValue List<String> never) {}
