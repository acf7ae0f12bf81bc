package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * What the properties say, understood.
 *
 * @param rules rules, none if rate limits are switched off
 * @param verified names of the rules whose routes must match an endpoint
 * @param login limit of failed logins, if there is one
 * @param addresses finder of client addresses
 */
record RateLimitSettings(
        List<RateLimitRule> rules, Set<String> verified, Optional<RateLimit> login, ClientAddresses addresses) {

    private static final String PREFIX = "readiness.rate-limit.";

    static RateLimitSettings read(RateLimitProperties properties) {
        if (!properties.enabled()) {
            return new RateLimitSettings(List.of(), Set.of(), Optional.empty(), ClientAddresses.ofPeers());
        }
        SettingsProblems problems = new SettingsProblems();
        List<RateLimitRule> rules = new ArrayList<>();
        properties
                .rules()
                .forEach((name, rule) -> readRule(name, rule, problems).ifPresent(rules::add));
        Optional<RateLimit> login = Optional.ofNullable(properties.login().limit())
                .flatMap(limit -> problems.read(PREFIX + "login.limit", () -> RateLimit.parse(limit)));
        Optional<ClientAddresses> addresses = problems.read(
                PREFIX + "trusted-proxies",
                () -> ClientAddresses.behind(properties.trustedProxies(), properties.forwardingHeader()));
        if (properties.maxKeys() < 1) {
            problems.add(PREFIX + "max-keys", "'max-keys' must be at least 1 but is " + properties.maxKeys());
        }
        problems.throwIfAny();
        return new RateLimitSettings(List.copyOf(rules), verified(properties), login, addresses.orElseThrow());
    }

    private static Set<String> verified(RateLimitProperties properties) {
        return properties.rules().entrySet().stream()
                .filter(rule -> rule.getValue().verifyRoutes())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<RateLimitRule> readRule(
            String name, RateLimitProperties.Rule rule, SettingsProblems problems) {
        String prefix = PREFIX + "rules." + name;
        List<Route> routes = readAll(prefix + ".routes", rule.routes(), RateLimitSettings::readRoute, problems);
        List<RateLimit> limits = readAll(
                prefix + ".limits", rule.limits(), text -> RateLimit.parse(text).withRefill(rule.refill()), problems);
        if (rule.limits().isEmpty()) {
            problems.add(prefix + ".limits", "it is missing; write for example 30/1m");
        }
        Optional<RateLimitKey> key = readKey(prefix + ".key", rule.key(), problems);
        if (limits.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return problems.read(prefix, () -> new RateLimitRule(name, routes, key.get(), limits, rule.mode()));
    }

    private static Optional<RateLimitKey> readKey(String property, @Nullable String key, SettingsProblems problems) {
        if (key == null) {
            problems.add(
                    property,
                    "it is missing, and there is no default; write client-address, principal or" + " header:<name>");
            return Optional.empty();
        }
        return problems.read(property, () -> RateLimitKey.parse(key));
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

    private static <T> List<T> readAll(
            String property, List<String> texts, Function<String, T> parser, SettingsProblems problems) {
        List<T> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            problems.read(property + "[" + i + "]", () -> parser.apply(text)).ifPresent(values::add);
        }
        return values;
    }
}
