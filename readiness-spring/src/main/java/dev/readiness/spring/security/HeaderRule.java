package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds pages that are answered without a header by which a browser protects its user. */
final class HeaderRule implements ReadinessRule {

    private final String id;

    private final String missing;

    private final String remedy;

    private final Predicate<Map<String, String>> present;

    private final Pages pages;

    private HeaderRule(String id, String missing, String remedy, Predicate<Map<String, String>> present, Pages pages) {
        this.id = id;
        this.missing = missing;
        this.remedy = remedy;
        this.present = present;
        this.pages = pages;
    }

    /** Returns the rule about being shown in a frame of another site. */
    static HeaderRule framing(Pages pages) {
        return new HeaderRule(
                "browser.framing-allowed",
                "neither X-Frame-Options nor frame-ancestors, so that another site can show it in a frame and catch clicks",
                "readiness.headers.profile=strict, or add spring-boot-starter-security, whose filter chain sends X-Frame-Options, and do not disable it there:"
                        + " http.headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))",
                headers -> headers.containsKey("X-Frame-Options")
                        || headers.getOrDefault("Content-Security-Policy", "").contains("frame-ancestors"),
                pages);
    }

    /** Returns the rule about guessing what an answer is. */
    static HeaderRule sniffing(Pages pages) {
        return new HeaderRule(
                "browser.sniffing-allowed",
                "no X-Content-Type-Options: nosniff, so that a browser may take an uploaded file for a script",
                "readiness.headers.profile=strict, or add spring-boot-starter-security, whose filter chain sends it, and do not disable its headers.",
                headers -> headers.getOrDefault("X-Content-Type-Options", "").equalsIgnoreCase("nosniff"),
                pages);
    }

    /** Returns the rule about what a page may load and run. */
    static HeaderRule contentSecurityPolicy(Pages pages) {
        return new HeaderRule(
                "browser.csp-missing",
                "no Content-Security-Policy, so that a script that somebody smuggles in runs",
                "readiness.headers.profile=strict, after a while of readiness.headers.profile=report-only, or a policy of your own:"
                        + " http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(\"default-src 'self';"
                        + " object-src 'none'; base-uri 'self'; frame-ancestors 'self'\")))",
                headers -> headers.containsKey("Content-Security-Policy"),
                pages);
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(id);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Endpoint> shown = pages.among(inventory.endpoints());
        if (shown.isEmpty()) {
            return List.of(Finding.notApplicable(id, Finding.APPLICATION, "No endpoint answers with a page."));
        }
        Optional<Endpoint> bare = shown.stream().filter(page -> !isSentAt(page)).findFirst();
        return List.of(bare.map(this::missingAt).orElseGet(() -> pass(shown.get(0))));
    }

    private boolean isSentAt(Endpoint page) {
        return present.test(pages.headersOf(page).orElseGet(Map::of));
    }

    private Finding pass(Endpoint page) {
        return Finding.pass(
                id,
                Finding.APPLICATION,
                new Evidence("dry run of the filters that add headers", "sent with " + page.id()));
    }

    private Finding missingAt(Endpoint page) {
        String seen = pages.headersOf(page).isPresent()
                ? "no filter sends it with " + page.id()
                : "no chain adds headers to " + page.id();
        Evidence evidence = new Evidence("dry run of the filters that add headers", seen);
        return pages.mayBeChangedElsewhere(page)
                ? Finding.unknown(
                        id, Finding.APPLICATION, "A filter or interceptor of the application may add it.", evidence)
                : Finding.fail(
                        id,
                        Finding.APPLICATION,
                        "The answer to %s has %s.".formatted(page.id(), missing),
                        remedy,
                        evidence);
    }
}
