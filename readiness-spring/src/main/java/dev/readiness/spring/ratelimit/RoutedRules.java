package dev.readiness.spring.ratelimit;

import dev.readiness.assessment.Endpoint;
import dev.readiness.ratelimit.EndpointRateLimits;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Tells which rules apply to a request or an endpoint.
 *
 * <p>Before the server accepts requests, every rule is matched against the mapped handlers: one that applies to none stops
 * the start. Where the application also has router functions, whose routes cannot all be known, that is only logged.
 */
final class RoutedRules implements SmartInitializingSingleton, EndpointRateLimits {

    private static final Logger LOG = LoggerFactory.getLogger(RoutedRules.class);

    private final RateLimitSettings settings;
    private final boolean enabled;
    private final InboundRateLimits limits;
    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;
    private final ObjectProvider<RouterFunction<?>> routerFunctions;
    private volatile List<RoutedRule> routed = List.of();

    RoutedRules(
            RateLimitSettings settings,
            boolean enabled,
            InboundRateLimits limits,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            ObjectProvider<RouterFunction<?>> routerFunctions) {
        this.settings = settings;
        this.enabled = enabled;
        this.limits = limits;
        this.mappings = mappings;
        this.routerFunctions = routerFunctions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!enabled) {
            return;
        }
        MappedHandlers handlers = MappedHandlers.of(mappings.stream());
        SettingsProblems problems = new SettingsProblems();
        reportUnknownNames(handlers, problems);
        routed = limits.rules().stream().map(rule -> route(rule, handlers)).toList();
        routed.forEach(rule -> reportUnmatched(rule, handlers, problems));
        problems.throwIfAny();
    }

    /** Returns the rules that apply to {@code request}. */
    List<RateLimitRule> rulesOf(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
        return rulesThat(pattern -> pattern.matches(request.getMethod(), path));
    }

    @Override
    public List<RateLimitRule> rulesOf(Endpoint endpoint) {
        if (!endpoint.path().startsWith("/")) {
            return List.of();
        }
        Route route = new Route(endpoint.method(), endpoint.path());
        return rulesThat(pattern -> pattern.covers(route));
    }

    private List<RateLimitRule> rulesThat(Predicate<RoutePattern> condition) {
        return routed.stream()
                .filter(rule -> rule.patterns().stream().anyMatch(condition))
                .map(RoutedRule::rule)
                .toList();
    }

    private static RoutedRule route(RateLimitRule rule, MappedHandlers handlers) {
        Stream<Route> annotated = handlers.entries().stream()
                .filter(entry -> entry.ruleName().filter(rule.name()::equals).isPresent())
                .map(MappedHandlers.Entry::route);
        return new RoutedRule(
                rule,
                Stream.concat(rule.routes().stream(), annotated)
                        .map(route -> RoutePattern.of(route, handlers.parser()))
                        .toList());
    }

    private void reportUnknownNames(MappedHandlers handlers, SettingsProblems problems) {
        List<String> names = limits.rules().stream().map(RateLimitRule::name).toList();
        for (MappedHandlers.Entry entry : handlers.entries()) {
            entry.ruleName()
                    .filter(name -> !names.contains(name))
                    .ifPresent(name -> problems.add(
                            "@RateLimited(\"" + name + "\") on " + entry.handlerName(),
                            "there is no rule of that name in readiness.rate-limit.rules, only " + names));
        }
    }

    private void reportUnmatched(RoutedRule routedRule, MappedHandlers handlers, SettingsProblems problems) {
        String property = "readiness.rate-limit.rules." + routedRule.rule().name() + ".routes";
        if (routedRule.patterns().isEmpty()) {
            problems.add(property, "the rule applies to nothing; add a route, or @RateLimited to a handler");
        }
        if (!settings.verified().contains(routedRule.rule().name())) {
            return;
        }
        for (String unmatched : unmatched(routedRule, handlers)) {
            if (routerFunctions.stream().findAny().isPresent()) {
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

    private static List<String> unmatched(RoutedRule rule, MappedHandlers handlers) {
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

    private record RoutedRule(RateLimitRule rule, List<RoutePattern> patterns) {}
}
