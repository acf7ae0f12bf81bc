package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.AddressRanges;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.LoginLimits;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.web.RateLimitFilterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the properties say, understood.
 *
 * @param enabled whether anything is limited
 * @param rules rules, none if rate limits are switched off
 * @param verified names of the rules whose routes must match an endpoint
 * @param login limits of failed logins, if there are any
 * @param filters what the filters need
 */
record RateLimitSettings(
        boolean enabled,
        List<RateLimitRule> rules,
        Set<String> verified,
        Optional<LoginLimits> login,
        RateLimitFilterSettings filters) {

    private static final String PREFIX = "readiness.rate-limit.";

    static RateLimitSettings read(RateLimitProperties properties) {
        if (!properties.enabled()) {
            return new RateLimitSettings(
                    false,
                    List.of(),
                    Set.of(),
                    Optional.empty(),
                    RateLimitFilterSettings.of(ClientAddresses.ofPeers()));
        }
        SettingsProblems problems = new SettingsProblems();
        List<RateLimitRule> rules = new ArrayList<>();
        properties
                .rules()
                .forEach((name, rule) -> new RuleReader(PREFIX + "rules." + name, problems)
                        .read(name, rule)
                        .ifPresent(rules::add));
        Optional<LoginLimits> login = readLogin(properties.login(), problems);
        Optional<RateLimitFilterSettings> filters = readFilters(properties, problems);
        if (properties.maxKeys() < 1) {
            problems.add(PREFIX + "max-keys", "'max-keys' must be at least 1 but is " + properties.maxKeys());
        }
        problems.throwIfAny();
        return new RateLimitSettings(true, List.copyOf(rules), verified(properties), login, filters.orElseThrow());
    }

    private static Set<String> verified(RateLimitProperties properties) {
        return properties.rules().entrySet().stream()
                .filter(rule -> rule.getValue().verifyRoutes())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<RateLimitFilterSettings> readFilters(
            RateLimitProperties properties, SettingsProblems problems) {
        Optional<ClientAddresses> addresses = problems.read(
                        PREFIX + "trusted-proxies",
                        () -> ClientAddresses.behind(properties.trustedProxies(), properties.forwardingHeader()))
                .flatMap(behind ->
                        problems.read(PREFIX + "ipv6-prefix", () -> behind.withIpv6Prefix(properties.ipv6Prefix())));
        Optional<AddressRanges> allow = problems.read(PREFIX + "allow", () -> AddressRanges.of(properties.allow()));
        Optional<AddressRanges> block = problems.read(PREFIX + "block", () -> AddressRanges.of(properties.block()));
        if (addresses.isEmpty() || allow.isEmpty() || block.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RateLimitFilterSettings.of(addresses.get())
                .withLists(allow.get(), block.get())
                .withFields(properties.fields()));
    }

    private static Optional<LoginLimits> readLogin(RateLimitProperties.Login login, SettingsProblems problems) {
        String prefix = PREFIX + "login.";
        Optional<RateLimit> account = readLimit(prefix + "limit", login.limit(), problems);
        Optional<RateLimit> address = readLimit(prefix + "address-limit", login.addressLimit(), problems);
        Optional<RateLimit> spray = readLimit(prefix + "spray-limit", login.sprayLimit(), problems);
        Optional<LoginLimits.Penalty> penalty = readLimit(prefix + "penalty-limit", login.penaltyLimit(), problems)
                .flatMap(refusals ->
                        problems.read(prefix + "ban", () -> new LoginLimits.Penalty(refusals, login.ban())));
        if (login.limit() == null
                && (login.addressLimit() != null || login.sprayLimit() != null || login.penaltyLimit() != null)) {
            problems.add(prefix + "limit", "it is missing, and the other limits of logins need it; write 5/15m");
        }
        return account.map(limit -> new LoginLimits(limit, address, spray, penalty));
    }

    private static Optional<RateLimit> readLimit(String property, @Nullable String text, SettingsProblems problems) {
        return Optional.ofNullable(text).flatMap(limit -> problems.read(property, () -> RateLimit.parse(limit)));
    }
}
