package dev.readiness.web;

import dev.readiness.ratelimit.AppliedRateLimit;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitDecision;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.validation.ProblemDocument;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;

/** What a response says of the limits that were applied. */
public final class RateLimitFields {

    /** The revision of the IETF draft whose fields and problem type are written here. */
    public static final String REVISION = "draft-ietf-httpapi-ratelimit-headers-11";

    private static final URI QUOTA_EXCEEDED =
            URI.create("https://iana.org/assignments/http-problem-types#quota-exceeded");

    private static final AtomicReferenceArray<Policies> KNOWN = new AtomicReferenceArray<>(256);

    /** Holds no rule for longer than whoever made it, since it may lead to classes of an application that has ended. */
    private record Policies(WeakReference<RateLimitRule> rule, String text) {}

    private RateLimitFields() {}

    /**
     * Passes the fields of {@code applied}, name and value, to {@code fields}. Rules that only observe are not told.
     *
     * @param told whether the caller may know the limits; {@code Retry-After} is written in any case
     */
    public static void write(List<AppliedRateLimit> applied, boolean told, BiConsumer<String, String> fields) {
        for (int i = 0; i < applied.size(); i++) {
            AppliedRateLimit limit = applied.get(i);
            if (told && limit.rule().isEnforced()) {
                fields.accept("RateLimit-Policy", policiesOf(limit.rule()));
                fields.accept("RateLimit", state(limit));
            }
            if (limit.refuses()) {
                fields.accept("Retry-After", Long.toString(limit.decision().retryAfterSeconds()));
            }
        }
    }

    /** A rule always has the same policies, and to write them takes as much memory as the whole decision. */
    private static String policiesOf(RateLimitRule rule) {
        int slot = System.identityHashCode(rule) & (KNOWN.length() - 1);
        Policies known = KNOWN.get(slot);
        if (known == null || !known.rule().refersTo(rule)) {
            known = new Policies(new WeakReference<>(rule), policies(rule));
            KNOWN.set(slot, known);
        }
        return known.text();
    }

    private static String policies(RateLimitRule rule) {
        StringBuilder text = new StringBuilder(48);
        for (RateLimit limit : rule.limits()) {
            text.append(text.isEmpty() ? "\"" : ", \"")
                    .append(policy(rule, limit))
                    .append("\";q=")
                    .append(limit.capacity())
                    .append(";w=")
                    .append(window(limit));
        }
        return text.toString();
    }

    private static String state(AppliedRateLimit limit) {
        RateLimitDecision decision = limit.decision();
        long wait = decision.permitted() ? decision.resetAfterSeconds() : decision.retryAfterSeconds();
        return '"' + policy(limit.rule(), decision.limit()) + "\";r=" + decision.remaining() + ";t=" + wait;
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
    public static ProblemDocument problem(AppliedRateLimit refusal) {
        return problem(policy(refusal.rule(), refusal.decision().limit()), refusal.decision());
    }

    /** Returns the document for a request that the policy of that name refuses. */
    public static ProblemDocument problem(String policy, RateLimitDecision refusal) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("violated-policies", List.of(policy));
        return new ProblemDocument(QUOTA_EXCEEDED, "Request rate exceeded", 429, null, null, extensions)
                .withDetail("Try again in %d s".formatted(refusal.retryAfterSeconds()));
    }

    /** Returns the document for a client whose address is kept out. */
    public static ProblemDocument blocked() {
        return new ProblemDocument(URI.create("about:blank"), "Forbidden", 403, null, null, Map.of());
    }
}
