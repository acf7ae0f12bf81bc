package dev.readiness.spring.ratelimit;

import dev.readiness.assessment.Endpoint;
import dev.readiness.ratelimit.EndpointRateLimits;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.PathContainer;

/**
 * Tells which rules apply to a request or an endpoint.
 *
 * <p>Before the server accepts requests, every rule is matched against the mapped handlers: one that applies to none stops
 * the start. Where the application also has router functions, whose routes cannot all be known, that is only logged.
 */
final class RoutedRules implements SmartInitializingSingleton, EndpointRateLimits {

    private static final Logger LOG = LoggerFactory.getLogger(RoutedRules.class);

    private final Set<String> verified;
    private final boolean enabled;
    private final InboundRateLimits limits;
    private final Supplier<MappedHandlers> mapped;
    private volatile MappedHandlers handlers = MappedHandlers.NONE;
    private volatile List<RateLimitRule> inline = List.of();
    private volatile Routing routing = new Routing(List.of(), List.of());

    RoutedRules(Set<String> verified, boolean enabled, InboundRateLimits limits, Supplier<MappedHandlers> mapped) {
        this.verified = verified;
        this.enabled = enabled;
        this.limits = limits;
        this.mapped = mapped;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!enabled) {
            return;
        }
        handlers = mapped.get();
        SettingsProblems problems = new SettingsProblems();
        inline = InlineRules.of(handlers, names(limits.rules()), problems);
        List<RateLimitRule> all =
                Stream.concat(limits.rules().stream(), inline.stream()).toList();
        check(all, verified, problems);
        problems.throwIfAny();
        if (!inline.isEmpty()) {
            limits.replace(all);
        }
    }

    /** Replaces the rules that are configured, from the next request on; those in annotations stay. */
    void replace(List<RateLimitRule> configured, Set<String> toVerify) {
        List<RateLimitRule> all =
                Stream.concat(configured.stream(), inline.stream()).toList();
        SettingsProblems problems = new SettingsProblems();
        check(all, toVerify, problems);
        problems.throwIfAny();
        limits.replace(all);
    }

    /** Returns the rules that apply to a request. */
    List<RateLimitRule> rulesOf(String method, PathContainer path) {
        List<RoutedRule> routed = routing().routed();
        boolean unusual = Spelling.isUnusual(path.value());
        List<RateLimitRule> rules = new ArrayList<>(2);
        for (int i = 0; i < routed.size(); i++) {
            if (routed.get(i).matches(method, path, unusual)) {
                rules.add(routed.get(i).rule());
            }
        }
        return rules;
    }

    boolean isEmpty() {
        return limits.rules().isEmpty();
    }

    @Override
    public List<RateLimitRule> rulesOf(Endpoint endpoint) {
        if (!endpoint.path().startsWith("/")) {
            return List.of();
        }
        Route route = new Route(endpoint.method(), endpoint.path());
        return routing().routed().stream()
                .filter(rule -> rule.patterns().stream().anyMatch(pattern -> pattern.covers(route)))
                .map(RoutedRule::rule)
                .toList();
    }

    /** Follows the rules when they are replaced. */
    private Routing routing() {
        Routing known = routing;
        List<RateLimitRule> rules = limits.rules();
        if (known.rules() == rules || !enabled) {
            return known;
        }
        Routing next = new Routing(rules, rules.stream().map(this::route).toList());
        routing = next;
        return next;
    }

    private RoutedRule route(RateLimitRule rule) {
        Stream<Route> annotated = handlers.entries().stream()
                .filter(entry -> entry.ruleName().filter(rule.name()::equals).isPresent())
                .map(MappedHandlers.Entry::route);
        return new RoutedRule(
                rule,
                Stream.concat(rule.routes().stream(), annotated)
                        .map(route -> RoutePattern.of(route, handlers.parser()))
                        .toList());
    }

    private void check(List<RateLimitRule> rules, Set<String> toVerify, SettingsProblems problems) {
        reportUnknownNames(names(rules), problems);
        rules.forEach(rule -> reportUnmatched(route(rule), toVerify, problems));
    }

    private static Set<String> names(List<RateLimitRule> rules) {
        return rules.stream().map(RateLimitRule::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private void reportUnknownNames(Set<String> names, SettingsProblems problems) {
        for (MappedHandlers.Entry entry : handlers.entries()) {
            boolean named = entry.annotation()
                    .filter(annotation -> annotation.limits().length == 0)
                    .isPresent();
            entry.ruleName()
                    .filter(name -> named && !names.contains(name))
                    .ifPresent(name -> problems.add(
                            "@RateLimited(\"" + name + "\") on " + entry.handlerName(),
                            "there is no rule of that name in readiness.rate-limit.rules, only " + names));
        }
    }

    private void reportUnmatched(RoutedRule routedRule, Set<String> toVerify, SettingsProblems problems) {
        String property = "readiness.rate-limit.rules." + routedRule.rule().name() + ".routes";
        if (routedRule.patterns().isEmpty()) {
            problems.add(property, "the rule applies to nothing; add a route, or @RateLimited to a handler");
        }
        if (!toVerify.contains(routedRule.rule().name())) {
            return;
        }
        for (String unmatched : unmatched(routedRule)) {
            if (handlers.hasRouterFunctions()) {
                LOG.warn(
                        "{}: '{}' matches no annotated handler; router functions were not searched",
                        property,
                        unmatched);
            } else {
                problems.add(
                        property,
                        "'" + unmatched + "' matches no endpoint of the application, which has " + describe(handlers)
                                + "; set verify-routes=false if a filter or servlet answers it");
            }
        }
    }

    private List<String> unmatched(RoutedRule rule) {
        List<RoutePattern> known = handlers.entries().stream()
                .map(entry -> RoutePattern.of(entry.route(), handlers.parser()))
                .toList();
        List<String> unmatched = new ArrayList<>();
        for (RoutePattern pattern : rule.patterns()) {
            if (known.stream().noneMatch(pattern::meets)) {
                unmatched.add(pattern.route().toString());
            }
        }
        return unmatched;
    }

    private static String describe(MappedHandlers handlers) {
        return handlers.entries().stream()
                .map(entry -> entry.route().toString())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private record Routing(List<RateLimitRule> rules, List<RoutedRule> routed) {}

    private record RoutedRule(RateLimitRule rule, List<RoutePattern> patterns) {

        boolean matches(String method, PathContainer path, boolean unusual) {
            for (int i = 0; i < patterns.size(); i++) {
                if (patterns.get(i).matches(method, path, unusual)) {
                    return true;
                }
            }
            return false;
        }
    }
}
