package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that are written in annotations of handlers. */
final class InlineRules {

    private InlineRules() {}

    /** Returns the rules of {@code handlers}; what is wrong with one goes to {@code problems}. */
    static List<RateLimitRule> of(MappedHandlers handlers, Set<String> configured, SettingsProblems problems) {
        Map<String, RateLimited> seen = new LinkedHashMap<>();
        List<RateLimitRule> rules = new ArrayList<>();
        for (MappedHandlers.Entry entry : handlers.entries()) {
            RateLimited annotation = entry.annotation().orElse(null);
            if (annotation == null || !isInline(annotation, entry, problems)) {
                continue;
            }
            String name = entry.ruleName().orElseThrow();
            RateLimited before = seen.putIfAbsent(name, annotation);
            if (before == null && !configured.contains(name)) {
                new RuleReader(entry.place(), problems)
                        .read(name, settings(annotation))
                        .ifPresent(rules::add);
            } else if (before == null || !before.equals(annotation)) {
                problems.add(
                        entry.place(),
                        "there is another rule of the name '" + name + "'; give one of them another name with value");
            }
        }
        return rules;
    }

    private static boolean isInline(RateLimited annotation, MappedHandlers.Entry entry, SettingsProblems problems) {
        if (annotation.limits().length > 0) {
            return true;
        }
        if (annotation.value().isEmpty()) {
            problems.add(
                    entry.place(), "it has neither the name of a rule nor limits; write for example limits=\"30/1m\"");
        }
        return false;
    }

    private static RateLimitProperties.Rule settings(RateLimited annotation) {
        return new RateLimitProperties.Rule(
                List.of(),
                List.of(annotation.limits()),
                RateLimit.Refill.GREEDY,
                annotation.key(),
                annotation.cost(),
                Map.of(),
                annotation.mode(),
                false,
                null);
    }
}
