package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitObservations;
import dev.readiness.ratelimit.RateLimitOffender;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.ratelimit.Route;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Shows the rate limits in effect and who is refused most; writing to it reads the configuration again. */
@Endpoint(id = "ratelimits")
public final class RateLimitsEndpoint {

    private final InboundRateLimits limits;
    private final RateLimitStore store;
    private final RateLimitObservations observations;
    private final RateLimitReload reload;

    RateLimitsEndpoint(
            InboundRateLimits limits,
            RateLimitStore store,
            RateLimitObservations observations,
            RateLimitReload reload) {
        this.limits = limits;
        this.store = store;
        this.observations = observations;
        this.reload = reload;
    }

    /** Returns what is in effect now. */
    @ReadOperation
    public RateLimits rateLimits() {
        return new RateLimits(
                limits.rules().stream().map(Rule::of).toList(),
                limits.topOffenders(),
                new Store(store.isShared(), store.isAvailable(), store.failures()),
                observations.requests());
    }

    /** Reads the rules from the configuration again. */
    @WriteOperation
    public RateLimits reload() {
        reload.reload();
        return rateLimits();
    }

    /**
     * What is in effect.
     *
     * @param rules rules in the order in which they are applied
     * @param topOffenders callers who were refused most often on this node, by a fingerprint that says nothing of them
     * @param store how the store does
     * @param requests requests that came to the filter
     */
    public record RateLimits(List<Rule> rules, List<RateLimitOffender> topOffenders, Store store, long requests) {}

    /**
     * A rule.
     *
     * @param name its name
     * @param routes what it applies to, beside annotated handlers
     * @param summary what it permits whom
     * @param enforced whether it refuses anybody
     */
    public record Rule(String name, List<String> routes, String summary, boolean enforced) {

        static Rule of(RateLimitRule rule) {
            return new Rule(
                    rule.name(),
                    rule.routes().stream().map(Route::toString).toList(),
                    rule.summary(),
                    rule.isEnforced());
        }
    }

    /**
     * The store.
     *
     * @param shared whether all nodes count together
     * @param available whether it answers
     * @param failures decisions and refunds that failed because of it
     */
    public record Store(boolean shared, boolean available, long failures) {}
}
