package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** Understands what is written for one rule, whether as properties or as an annotation. */
final class RuleReader {

    private final String place;
    private final SettingsProblems problems;

    RuleReader(String place, SettingsProblems problems) {
        this.place = place;
        this.problems = problems;
    }

    Optional<RateLimitRule> read(String name, RateLimitProperties.Rule rule) {
        List<Route> routes = readAll(place + ".routes", rule.routes(), RuleReader::readRoute);
        List<RateLimit> limits = readAll(
                place + ".limits", rule.limits(), text -> RateLimit.parse(text).withRefill(rule.refill()));
        if (rule.limits().isEmpty()) {
            problems.add(place + ".limits", "it is missing; write for example 30/1m");
        }
        Map<String, List<RateLimit>> tiers = new TreeMap<>();
        rule.tiers()
                .forEach((tier, texts) -> tiers.put(
                        tier,
                        readAll(
                                place + ".tiers." + tier,
                                texts,
                                text -> RateLimit.parse(text).withRefill(rule.refill()))));
        Optional<RateLimitKey> key = readKey(rule.key());
        boolean unread = limits.size() < rule.limits().size()
                || tiers.entrySet().stream()
                        .anyMatch(tier -> tier.getValue().size()
                                < rule.tiers()
                                        .getOrDefault(tier.getKey(), List.of())
                                        .size());
        if (limits.isEmpty() || key.isEmpty() || unread) {
            return Optional.empty();
        }
        return problems.read(
                place, () -> new RateLimitRule(name, routes, key.get(), limits, rule.mode(), rule.cost(), tiers));
    }

    private Optional<RateLimitKey> readKey(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            problems.add(
                    place + ".key",
                    "it is missing, and there is no default; write client-address, principal, header:<name>, tenant or"
                            + " bean:<name>");
            return Optional.empty();
        }
        return problems.read(place + ".key", () -> RateLimitKey.parse(key));
    }

    private static Route readRoute(String text) {
        Route route = Route.parse(text);
        try {
            PathPatternParser.defaultInstance.parse(route.path());
        } catch (PatternParseException ex) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no path pattern that Spring reads: " + ex.getMessage());
        }
        return route;
    }

    private <T> List<T> readAll(String property, List<String> texts, Function<String, T> parser) {
        List<T> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            problems.read(property + "[" + i + "]", () -> parser.apply(text)).ifPresent(values::add);
        }
        return values;
    }
}
