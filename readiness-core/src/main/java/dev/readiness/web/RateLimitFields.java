package dev.readiness.web;

import dev.readiness.ratelimit.AppliedRateLimit;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitDecision;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.validation.ProblemDocument;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What a response says of the limits that were applied. */
final class RateLimitFields {

    /** The revision of the IETF draft whose fields and problem type are written here. */
    static final String REVISION = "draft-ietf-httpapi-ratelimit-headers-11";

    private static final URI QUOTA_EXCEEDED =
            URI.create("https://iana.org/assignments/http-problem-types#quota-exceeded");

    private RateLimitFields() {}

    /** Passes the fields of {@code applied}, name and value, to {@code fields}. Rules that only observe are not told. */
    static void write(List<AppliedRateLimit> applied, BiConsumer<String, String> fields) {
        for (AppliedRateLimit limit : applied) {
            if (limit.rule().isEnforced()) {
                fields.accept("RateLimit-Policy", policies(limit.rule()));
                fields.accept("RateLimit", state(limit));
            }
            if (limit.refuses()) {
                fields.accept("Retry-After", Long.toString(limit.decision().retryAfterSeconds()));
            }
        }
    }

    private static String policies(RateLimitRule rule) {
        return rule.limits().stream()
                .map(limit -> "\"%s\";q=%d;w=%d".formatted(policy(rule, limit), limit.capacity(), window(limit)))
                .collect(Collectors.joining(", "));
    }

    private static String state(AppliedRateLimit limit) {
        RateLimitDecision decision = limit.decision();
        long seconds = decision.permitted() ? decision.resetAfterSeconds() : decision.retryAfterSeconds();
        return "\"%s\";r=%d;t=%d".formatted(policy(limit.rule(), decision.limit()), decision.remaining(), seconds);
    }

    /** A rule with several limits is several policies to a client. */
    private static String policy(RateLimitRule rule, RateLimit limit) {
        return rule.limits().size() == 1
                ? rule.name()
                : rule.name() + "-" + limit.toString().replace('/', '-');
    }

    private static long window(RateLimit limit) {
        return Math.max(1, limit.period().toSeconds());
    }

    /** Returns the document for a request that {@code refusal} refuses. */
    static ProblemDocument problem(AppliedRateLimit refusal) {
        return problem(policy(refusal.rule(), refusal.decision().limit()), refusal.decision());
    }

    /** Returns the document for a request that the policy of that name refuses. */
    static ProblemDocument problem(String policy, RateLimitDecision refusal) {
        return quotaExceeded(policy).withDetail("Try again in %d s".formatted(refusal.retryAfterSeconds()));
    }

    private static ProblemDocument quotaExceeded(String policy) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("violated-policies", List.of(policy));
        return new ProblemDocument(QUOTA_EXCEEDED, "Request rate exceeded", 429, null, null, extensions);
    }
}
