package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.ForwardingHeader;
import dev.readiness.ratelimit.OnStoreFailure;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.web.RateLimitFilterSettings;
import java.time.Duration;
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
 * @param ipv6Prefix Number of leading bits by which addresses of IPv6 are one client.
 * @param allow Addresses whose requests are not counted, single or in CIDR notation.
 * @param block Addresses whose requests are refused, single or in CIDR notation.
 * @param fields To whom the fields 'RateLimit' and 'RateLimit-Policy' of a response tell the limits.
 * @param maxKeys Number of keys that each rule tells apart; further ones share buckets.
 * @param store Where requests are counted: in each process, or for all nodes together.
 * @param shared Settings for a store that all nodes share.
 */
@ConfigurationProperties(prefix = "readiness.rate-limit", ignoreUnknownFields = false)
public record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Map<String, Rule> rules,
        @DefaultValue Login login,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded-for") ForwardingHeader forwardingHeader,
        @DefaultValue("64") int ipv6Prefix,
        @DefaultValue List<String> allow,
        @DefaultValue List<String> block,
        @DefaultValue("all") RateLimitFilterSettings.Fields fields,
        @DefaultValue("100000") int maxKeys,
        @DefaultValue("local") Store store,
        @DefaultValue Shared shared) {

    /** Where requests are counted. */
    public enum Store {
        /** In the memory of each process. */
        LOCAL,
        /** In Redis. */
        REDIS,
        /** In PostgreSQL. */
        POSTGRESQL
    }

    /**
     * Settings for a store that all nodes share.
     *
     * @param prefix Name of the application, with which its keys in the store begin. Falls back to
     *     'spring.application.name'.
     * @param keySecret Secret for the hashes that stand for keys, the same on all nodes.
     * @param timeout Longest wait for one decision.
     * @param onFailure What to do while the store does not answer.
     * @param instances Number of nodes, which share the limits fairly while the store does not answer.
     * @param redisUrl Where Redis is. Falls back to 'spring.data.redis.url'.
     * @param createTable Whether to create the table in PostgreSQL if it is absent.
     */
    public record Shared(
            @Nullable String prefix,
            @Nullable String keySecret,
            @DefaultValue("50ms") Duration timeout,
            @DefaultValue("local") OnStoreFailure onFailure,
            @DefaultValue("1") int instances,
            @Nullable String redisUrl,
            @DefaultValue("true") boolean createTable) {

        /** Returns the settings without the secret and without the address, which may hold a password. */
        @Override
        public String toString() {
            return "Shared[prefix=" + prefix + ", timeout=" + timeout + ", onFailure=" + onFailure + ", instances="
                    + instances + ", createTable=" + createTable + "]";
        }
    }

    /**
     * A rule.
     *
     * @param routes Methods and path patterns that it applies to, such as 'POST /appointments'.
     * @param limits Limits that all have to permit a request, such as '30/1m'.
     * @param refill Whether what was spent comes back bit by bit, or as a whole at the end of each period.
     * @param key What to count by: 'client-address', 'principal', 'header:X-Api-Key', 'tenant' or 'bean:myKeySource'.
     * @param cost How much of each limit a request takes.
     * @param tiers Limits that apply instead to the requests of a tier, by its name.
     * @param mode Whether to refuse what is above the limits, or only to count it.
     * @param verifyRoutes Whether to stop the start if a route matches no endpoint. Switch off for what a filter or servlet
     *     answers.
     * @param onStoreFailure What to do while a shared store does not answer, if not what 'shared.on-failure' says.
     */
    public record Rule(
            @DefaultValue List<String> routes,
            @DefaultValue List<String> limits,
            @DefaultValue("greedy") RateLimit.Refill refill,
            @Nullable String key,
            @DefaultValue("1") int cost,
            @DefaultValue Map<String, List<String>> tiers,
            @DefaultValue("enforce") RateLimitRule.Mode mode,
            @DefaultValue("true") boolean verifyRoutes,
            @Nullable OnStoreFailure onStoreFailure) {}

    /**
     * The limits of failed logins.
     *
     * @param limit Number of failed logins of one account in a period, such as '5/15m'.
     * @param addressLimit Number of failed logins from one client address in a period, whatever the accounts.
     * @param sprayLimit Number of accounts in a period at which one password may fail.
     * @param penaltyLimit Number of refusals that a client address may collect in a period without being banned.
     * @param ban Time for which no login of a banned address is looked at.
     */
    public record Login(
            @Nullable String limit,
            @Nullable String addressLimit,
            @Nullable String sprayLimit,
            @Nullable String penaltyLimit,
            @DefaultValue("1h") Duration ban) {}

    /** Returns what the rule does while a shared store does not answer. */
    OnStoreFailure onStoreFailure(String rule) {
        Rule settings = rules.get(rule);
        OnStoreFailure own = settings == null ? null : settings.onStoreFailure();
        return own == null ? shared.onFailure() : own;
    }
}
