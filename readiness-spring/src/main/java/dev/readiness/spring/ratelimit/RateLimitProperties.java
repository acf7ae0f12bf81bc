package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.ForwardingHeader;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the rate of inbound requests.
 *
 * @param enabled Whether to limit the rate of inbound requests and of failed logins.
 * @param rules Rules by name: who may call what how often.
 * @param login Limit of failed logins.
 * @param trustedProxies Addresses of the proxies in front of the application, single or in CIDR notation.
 * @param forwardingHeader Header in which the trusted proxies name the client. Only this one is read.
 * @param maxKeys Number of keys that each rule tells apart; further ones share buckets.
 */
@ConfigurationProperties(prefix = "readiness.rate-limit", ignoreUnknownFields = false)
public record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Map<String, Rule> rules,
        @DefaultValue Login login,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded-for") ForwardingHeader forwardingHeader,
        @DefaultValue("100000") int maxKeys) {

    /**
     * A rule.
     *
     * @param routes Methods and path patterns that it applies to, such as 'POST /appointments'.
     * @param limits Limits that all have to permit a request, such as '30/1m'.
     * @param refill Whether what was spent comes back bit by bit, or as a whole at the end of each period.
     * @param key What to count by: 'client-address', 'principal' or 'header:X-Api-Key'.
     * @param mode Whether to refuse what is above the limits, or only to count it.
     * @param verifyRoutes Whether to stop the start if a route matches no endpoint. Switch off for what a filter or servlet
     *     answers.
     */
    public record Rule(
            @DefaultValue List<String> routes,
            @DefaultValue List<String> limits,
            @DefaultValue("greedy") RateLimit.Refill refill,
            @Nullable String key,
            @DefaultValue("enforce") RateLimitRule.Mode mode,
            @DefaultValue("true") boolean verifyRoutes) {}

    /**
     * The limit of failed logins.
     *
     * @param limit Number of failed logins of one account in a period, such as '5/15m'.
     */
    public record Login(@Nullable String limit) {}
}
