package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Optional;

/** Finds the endpoints that anybody reaches although nobody said that they are public. */
final class OpenEndpointRule implements ReadinessRule {

    private static final String ID = "access.endpoint-open";

    private static final String ASKED = "the application's own security, asked without credentials";

    private final ApplicationAccess access;

    private final AccessProperties properties;

    private final List<PublicSign> signs;

    OpenEndpointRule(ApplicationAccess access, AccessProperties properties, List<PublicSign> signs) {
        this.access = access;
        this.properties = properties;
        this.signs = signs;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        access.forget();
        return inventory.applicationEndpoints().stream().map(this::assess).toList();
    }

    private Finding assess(Endpoint endpoint) {
        Access seen = access.of(endpoint);
        Evidence evidence = new Evidence(ASKED, seen.how());
        Optional<String> reason = properties.reasonFor(endpoint);
        if (reason.isPresent()) {
            return Finding.pass(ID, endpoint.id(), new Evidence("readiness.access.public", reason.get()), evidence);
        }
        return switch (seen.reach()) {
            case ANYONE ->
                signs.stream()
                        .flatMap(sign -> sign.signOf(endpoint).stream())
                        .findFirst()
                        .filter(sign -> isDecided(seen))
                        .map(sign -> perhapsMeant(endpoint, sign, evidence))
                        .orElseGet(() -> open(endpoint, evidence));
            case UNKNOWN -> Finding.unknown(ID, endpoint.id(), "Whether anybody reaches it is unknown: " + seen.how());
            case ANY_USER, RESTRICTED -> Finding.pass(ID, endpoint.id(), evidence);
        };
    }

    /** Where nothing asks anybody, nobody has decided who may come in. */
    private static boolean isDecided(Access seen) {
        return !seen.how().equals(ApplicationAccess.NO_SECURITY) && !seen.how().equals(Access.NO_CHAIN);
    }

    private Finding perhapsMeant(Endpoint endpoint, String sign, Evidence evidence) {
        return new Finding(
                ID,
                Result.UNKNOWN,
                endpoint.id(),
                "Anybody reaches %s without logging in, which looks meant, since %s; nothing says so."
                        .formatted(endpoint.handler(), sign),
                listing(endpoint),
                List.of(evidence));
    }

    private Finding open(Endpoint endpoint, Evidence evidence) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "Anybody reaches %s without logging in: %s.".formatted(endpoint.handler(), evidence.observation()),
                remedy(endpoint, evidence.observation()),
                evidence);
    }

    private String remedy(Endpoint endpoint, String seen) {
        String method = endpoint.method().equals("*") ? "" : "HttpMethod." + endpoint.method() + ", ";
        return """
                %s
                requests.requestMatchers(%s"%s").authenticated()
                Public by design? Then list it with the reason:
                %s""".formatted(firstStep(seen), method, endpoint.path(), listing(endpoint));
    }

    private String listing(Endpoint endpoint) {
        int next = properties.publicEndpoints().size();
        return """
                readiness.access.public[%d].where=%s
                readiness.access.public[%d].reason=...""".formatted(next, endpoint.id(), next);
    }

    private static String firstStep(String seen) {
        return switch (seen) {
            case ApplicationAccess.NO_SECURITY -> "Add spring-boot-starter-security, and require a login:";
            case Access.NO_CHAIN ->
                "Add a SecurityFilterChain without a securityMatcher, so that every path has"
                        + " one, and require a login there:";
            default -> "Require a login where the security filter chain is built, before any rule that permits more:";
        };
    }
}
