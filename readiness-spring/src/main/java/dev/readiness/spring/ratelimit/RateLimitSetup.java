package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitDoubt;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitNodes;
import dev.readiness.ratelimit.RateLimitObservations;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.RateLimitStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Looks for what makes limits worth less than they seem. */
final class RateLimitSetup {

    private static final String PREFIX = "readiness.rate-limit.";

    private static final String STRATEGY = "server.forward-headers-strategy";

    private final RateLimitProperties properties;
    private final RateLimitSettings settings;
    private final InboundRateLimits limits;
    private final RateLimitStore store;
    private final Environment environment;

    RateLimitSetup(
            RateLimitProperties properties,
            RateLimitSettings settings,
            InboundRateLimits limits,
            RateLimitStore store,
            Environment environment) {
        this.properties = properties;
        this.settings = settings;
        this.limits = limits;
        this.store = store;
        this.environment = environment;
    }

    Optional<List<RateLimitDoubt>> keys() {
        if (limits.rules().isEmpty()) {
            return Optional.empty();
        }
        List<RateLimitDoubt> doubts = new ArrayList<>();
        untrustedProxy().ifPresent(doubts::add);
        forwardedByAnybody().ifPresent(doubts::add);
        limits.rules().stream()
                .filter(rule -> rule.key().kind() == RateLimitKey.Kind.HEADER)
                .map(RateLimitSetup::chosenByTheClient)
                .forEach(doubts::add);
        return Optional.of(doubts);
    }

    private Optional<RateLimitDoubt> untrustedProxy() {
        RateLimitObservations seen = settings.filters().observations();
        if (seen.forwarded() == 0 || isResolvedByTheServer()) {
            return Optional.empty();
        }
        return Optional.of(new RateLimitDoubt(
                "Requests come through a proxy that is not trusted, so all its clients share one limit.",
                PREFIX + "trusted-proxies=<addresses of the proxies, such as 10.0.0.0/8>",
                seen.forwarded() + " of " + seen.requests() + " requests had X-Forwarded-For or Forwarded"));
    }

    private boolean isResolvedByTheServer() {
        return "native".equalsIgnoreCase(environment.getProperty(STRATEGY))
                || "framework".equalsIgnoreCase(environment.getProperty(STRATEGY));
    }

    /** Spring's own filter believes whoever writes the header. */
    private Optional<RateLimitDoubt> forwardedByAnybody() {
        String strategy = environment.getProperty(STRATEGY);
        if (isResolvedByTheServer() && settings.filters().addresses().trustsAnybody()) {
            return Optional.of(new RateLimitDoubt(
                    "The address of the client is resolved twice, by the server and by the limiter, so the second reads"
                            + " what the first already used up.",
                    "Remove " + PREFIX + "trusted-proxies, or set " + STRATEGY + "=none",
                    STRATEGY + "=" + strategy + ", and trusted proxies are set"));
        }
        if ("framework".equalsIgnoreCase(strategy) && countsByAddress()) {
            return Optional.of(new RateLimitDoubt(
                    "Any client chooses the address it is counted by, in X-Forwarded-For.",
                    STRATEGY + "=none\n" + PREFIX + "trusted-proxies=<addresses of the proxies, such as 10.0.0.0/8>",
                    STRATEGY + "=framework takes the header from anybody"));
        }
        return Optional.empty();
    }

    private boolean countsByAddress() {
        return limits.rules().stream().anyMatch(rule -> rule.key().isKnownBeforeAuthentication());
    }

    private static RateLimitDoubt chosenByTheClient(RateLimitRule rule) {
        return new RateLimitDoubt(
                "A client that sends another " + rule.key().name() + " with each request is never limited, unless"
                        + " authentication verifies it before.",
                PREFIX + "rules." + rule.name() + ".key=principal",
                "the rule '" + rule.name() + "' counts by " + rule.key());
    }

    Optional<List<RateLimitDoubt>> applied() {
        List<RateLimitDoubt> doubts = new ArrayList<>();
        boolean configured = !properties.rules().isEmpty() || !limits.rules().isEmpty();
        if (configured && !properties.enabled()) {
            doubts.add(new RateLimitDoubt(
                    "Rules are configured, and none is in effect.",
                    "Remove " + PREFIX + "enabled=false",
                    PREFIX + "enabled=false, rules "
                            + new TreeSet<>(properties.rules().keySet())));
        }
        long twice = settings.filters().observations().secondVisits();
        if (twice > 0) {
            doubts.add(new RateLimitDoubt(
                    "A filter of the rate limits is registered twice; the second time it does nothing.",
                    "Leave one of the two registrations out",
                    twice + " requests came to the same filter again"));
        }
        if (store.isSharedWithOthers()) {
            doubts.add(new RateLimitDoubt(
                    "Another application counts under the same prefix, or a node of this one with another secret: one uses"
                            + " up what the other has.",
                    PREFIX + "shared.prefix=<name that no other application in the store has>",
                    "another one said in the last ten minutes that it uses the prefix"));
        }
        other("bucket4j.filters", "com.giffing.bucket4j.spring.boot.starter.config.cache.SyncCacheResolver")
                .ifPresent(doubts::add);
        other(
                        "resilience4j.ratelimiter.instances",
                        "io.github.resilience4j.spring6.ratelimiter.configure.RateLimiterConfiguration")
                .ifPresent(doubts::add);
        return configured || !doubts.isEmpty() ? Optional.of(doubts) : Optional.empty();
    }

    /** Settings of another limiter whose library is gone limit nothing, and look as if they did. */
    private Optional<RateLimitDoubt> other(String prefix, String type) {
        boolean set =
                Binder.get(environment).bind(prefix, Bindable.of(Object.class)).isBound()
                        || Binder.get(environment)
                                        .bind(prefix, Bindable.mapOf(String.class, Object.class))
                                        .orElse(Map.of())
                                        .size()
                                > 0;
        if (!set || ClassUtils.isPresent(type, getClass().getClassLoader())) {
            return Optional.empty();
        }
        return Optional.of(new RateLimitDoubt(
                "The limits under " + prefix + " limit nothing: nothing reads them.",
                "Move them to " + PREFIX + "rules, or add the library back",
                prefix + " is set, and its library is not on the class path"));
    }

    Optional<RateLimitNodes> nodes() {
        if (limits.rules().isEmpty()) {
            return Optional.empty();
        }
        int count = properties.shared().instances();
        CloudPlatform platform = CloudPlatform.getActive(environment);
        String name = platform == null || platform == CloudPlatform.NONE ? "" : platform.name();
        String seen = (store.isShared() ? "the store is shared" : "the store is local") + ", instances=" + count
                + (name.isEmpty() ? "" : ", platform " + name);
        return Optional.of(new RateLimitNodes(store.isShared(), count, name, seen));
    }
}
