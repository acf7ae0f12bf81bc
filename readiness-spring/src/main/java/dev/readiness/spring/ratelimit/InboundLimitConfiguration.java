package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitDecision;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitKeySource;
import dev.readiness.ratelimit.RateLimitListener;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.RateLimitSources;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.ratelimit.RateLimitTierSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.pattern.PathPatternParser;

/** The rules of a web application, of either kind. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnClass(PathPatternParser.class)
class InboundLimitConfiguration {

    @Bean("readinessRateLimitSettings")
    @ConditionalOnMissingBean
    RateLimitSettings rateLimitSettings(RateLimitProperties properties) {
        return RateLimitSettings.read(properties);
    }

    @Bean(OnRateLimits.OURS)
    @ConditionalOnMissingBean
    InboundRateLimits inboundRateLimits(
            RateLimitSettings settings,
            RateLimitProperties properties,
            RateLimitStore store,
            ListableBeanFactory beans,
            ObjectProvider<RateLimitTierSource> tiers,
            ObjectProvider<RateLimitListener> listeners) {
        Map<String, RateLimitKeySource> keys = beans.getBeansOfType(RateLimitKeySource.class);
        RateLimitTierSource tierOf = tiers.getIfAvailable();
        checkSources(settings.rules(), keys, tierOf != null);
        return InboundRateLimits.of(
                settings.rules(),
                (name, rule) -> store.limiter(name, rule.limits(), properties.onStoreFailure(rule.name())),
                new RateLimitSources(keys, tierOf == null ? request -> null : tierOf),
                new AllListeners(listeners.orderedStream().toList()));
    }

    static void checkSources(List<RateLimitRule> rules, Map<String, RateLimitKeySource> keys, boolean knowsTiers) {
        SettingsProblems problems = new SettingsProblems();
        for (RateLimitRule rule : rules) {
            String property = "readiness.rate-limit.rules." + rule.name();
            if (rule.key().kind() == RateLimitKey.Kind.SOURCE
                    && !keys.containsKey(rule.key().name())) {
                problems.add(
                        property + ".key",
                        "'" + rule.key() + "' needs a bean of RateLimitKeySource named '"
                                + rule.key().name() + "'; there are only " + new TreeSet<>(keys.keySet()));
            }
            if (!rule.tiers().isEmpty() && !knowsTiers) {
                problems.add(
                        property + ".tiers",
                        "they need a bean of RateLimitTierSource that tells the tier of a request");
            }
        }
        problems.throwIfAny();
    }

    private record AllListeners(List<RateLimitListener> listeners) implements RateLimitListener {

        @Override
        public void decided(RateLimitRule rule, RateLimitDecision decision) {
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).decided(rule, decision);
            }
        }

        @Override
        public void took(RateLimitRule rule, long nanos) {
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).took(rule, nanos);
            }
        }
    }
}
