package dev.readiness.spring.ratelimit;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the calls that the application makes.
 *
 * @param outbound Limits by the name of whom is called.
 */
@ConfigurationProperties("readiness")
record OutboundProperties(@DefaultValue Map<String, Limit> outbound) {

    /**
     * A limit.
     *
     * @param limit Number of calls in a period, for example "10/1s".
     * @param maxWait Longest wait of a call for its turn.
     */
    record Limit(@Nullable String limit, @DefaultValue("0s") Duration maxWait) {}
}
