package dev.readiness.ratelimit;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the hardening report says of rate limits. */
public final class RateLimitRules {

    private static final String ENDPOINT_UNLIMITED = "ratelimit.endpoint-unlimited";

    private static final String LOGIN_UNLIMITED = "ratelimit.login-unlimited";

    private RateLimitRules() {}

    /**
     * Returns the rule that finds endpoints of the application without an enforced limit.
     *
     * @param rulesOf gives the running rules that apply to an endpoint
     * @param costsNothing whether an endpoint only shows a page, so that a flood exhausts nothing but the server itself
     */
    public static ReadinessRule endpointUnlimited(
            Function<Endpoint, List<RateLimitRule>> rulesOf, Predicate<Endpoint> costsNothing) {
        return endpointUnlimited(rulesOf, costsNothing, Optional::empty);
    }

    /**
     * Returns the rule that finds endpoints of the application without an enforced limit.
     *
     * @param rulesOf gives the running rules that apply to an endpoint
     * @param costsNothing whether an endpoint only shows a page, so that a flood exhausts nothing but the server itself
     * @param others names what else may limit endpoints, in a way that cannot be seen, if anything does
     */
    public static ReadinessRule endpointUnlimited(
            Function<Endpoint, List<RateLimitRule>> rulesOf,
            Predicate<Endpoint> costsNothing,
            Supplier<Optional<String>> others) {
        return ReadinessRule.of(RuleCatalogue.describe(ENDPOINT_UNLIMITED), inventory -> {
            Optional<String> other = others.get();
            return inventory.applicationEndpoints().stream()
                    .map(endpoint -> finding(endpoint, rulesOf.apply(endpoint), costsNothing, other))
                    .toList();
        });
    }

    private static Finding finding(
            Endpoint endpoint, List<RateLimitRule> rules, Predicate<Endpoint> costsNothing, Optional<String> other) {
        if (rules.isEmpty() && costsNothing.test(endpoint)) {
            return Finding.notApplicable(
                    ENDPOINT_UNLIMITED,
                    endpoint.id(),
                    "It only shows a page, and calls nothing that a flood could exhaust.");
        }
        if (rules.stream().anyMatch(RateLimitRule::isEnforced)) {
            return Finding.pass(ENDPOINT_UNLIMITED, endpoint.id(), evidence(rules));
        }
        if (other.isPresent()) {
            return Finding.unknown(
                    ENDPOINT_UNLIMITED,
                    endpoint.id(),
                    "%s of the application answers 429 by rules of its own; whether it limits this endpoint could not be seen."
                            .formatted(other.get()),
                    evidence(rules));
        }
        String problem = rules.isEmpty()
                ? "Whoever reaches it can call it without limit."
                : "The limit only observes: whoever reaches it can call it without limit.";
        return Finding.fail(ENDPOINT_UNLIMITED, endpoint.id(), problem, remedy(endpoint, rules), evidence(rules));
    }

    private static Evidence evidence(List<RateLimitRule> rules) {
        return new Evidence(
                "rules of the running limiter", rules.isEmpty() ? "no rule applies" : "applies: " + describe(rules));
    }

    private static String describe(List<RateLimitRule> rules) {
        return rules.stream()
                .map(rule -> rule.name() + " (" + rule.summary() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String remedy(Endpoint endpoint, List<RateLimitRule> rules) {
        if (!rules.isEmpty()) {
            return "readiness.rate-limit.rules." + rules.get(0).name() + ".mode=enforce";
        }
        String prefix = "readiness.rate-limit.rules." + ruleName(endpoint);
        return prefix + ".routes=" + route(endpoint) + "\n" + prefix + ".limits=30/1m\n" + prefix
                + ".key=client-address";
    }

    private static String route(Endpoint endpoint) {
        return endpoint.method().equals("*") ? endpoint.path() : endpoint.id();
    }

    private static String ruleName(Endpoint endpoint) {
        String name = route(endpoint)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "root" : name;
    }

    /**
     * Returns the rule that finds logins whose failures nobody limits.
     *
     * @param protection tells what is seen of the running application
     */
    public static ReadinessRule loginUnlimited(Supplier<LoginProtection> protection) {
        return ReadinessRule.of(
                RuleCatalogue.describe(LOGIN_UNLIMITED), inventory -> List.of(finding(protection.get())));
    }

    private static Finding finding(LoginProtection protection) {
        Evidence evidence = new Evidence("password checks of the running application", protection.seen());
        return switch (protection.state()) {
            case NO_PASSWORDS -> Finding.notApplicable(LOGIN_UNLIMITED, Finding.APPLICATION, protection.seen());
            case LIMITED -> Finding.pass(LOGIN_UNLIMITED, Finding.APPLICATION, evidence);
            case UNKNOWN -> Finding.unknown(LOGIN_UNLIMITED, Finding.APPLICATION, protection.seen());
            case UNLIMITED ->
                Finding.fail(
                        LOGIN_UNLIMITED,
                        Finding.APPLICATION,
                        "Anyone can try passwords without limit.",
                        "readiness.rate-limit.login.limit=5/15m",
                        evidence);
        };
    }

    /**
     * Returns the inspector that tells which limit applies to an endpoint.
     *
     * @param rulesOf gives the running rules that apply to an endpoint
     */
    public static EndpointInspector inspector(Function<Endpoint, List<RateLimitRule>> rulesOf) {
        return new EndpointInspector() {
            @Override
            public String aspect() {
                return "rate limit";
            }

            @Override
            public Optional<Fact> inspect(Endpoint endpoint) {
                List<RateLimitRule> rules = rulesOf.apply(endpoint);
                if (rules.isEmpty()) {
                    return Optional.of(new Fact("none", "No rule applies."));
                }
                String value = rules.stream().map(RateLimitRule::summary).collect(Collectors.joining(" and "));
                return Optional.of(new Fact(value, "Applies: " + describe(rules) + "."));
            }
        };
    }
}
