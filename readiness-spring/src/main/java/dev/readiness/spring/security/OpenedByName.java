package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.security.ShadowedRule.PathRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds what somebody has opened by a rule that names it: {@code permitAll} for {@code GET /posts/**}, or for one whole path.
 * A rule for all methods of a tree names the reads in it, unless they are of what belongs to somebody; what changes data, and
 * what is for the staff, is never taken for opened on purpose.
 */
final class OpenedByName implements PublicSign {

    private static final Set<String> ANY_PATH = Set.of("api", "rest", "v1", "v2", "v3");

    private static final Set<String> FOR_STAFF =
            Set.of("admin", "administration", "internal", "management", "manage", "actuator", "debug", "user", "users");

    /** Words for what belongs to somebody, in the singular. */
    private static final Set<String> OF_SOMEBODY = Set.of(
            "account",
            "address",
            "cart",
            "basket",
            "order",
            "payment",
            "invoice",
            "customer",
            "client",
            "patient",
            "member",
            "employee",
            "person",
            "profile",
            "me",
            "message",
            "document",
            "file",
            "visit",
            "appointment",
            "transaction",
            "report",
            "todo",
            "task",
            "note");

    private final Supplier<List<PathRule>> rules;

    /** Creates a finder of {@code rules}, those of all chains in their order. */
    OpenedByName(Supplier<List<PathRule>> rules) {
        this.rules = rules;
    }

    @Override
    public Optional<String> signOf(Endpoint endpoint) {
        if (endpoint.writes() || !endpoint.method().equals("GET")) {
            return Optional.empty();
        }
        return rules.get().stream()
                .filter(rule -> rule.covers("GET", endpoint.path()))
                .findFirst()
                .filter(rule -> isNamed(rule, endpoint))
                .map(rule -> "a rule names it (" + rule + ")");
    }

    private static boolean isNamed(PathRule rule, Endpoint endpoint) {
        boolean alone = rule.method().equals("GET") || rule.pattern().equals(endpoint.path());
        boolean ofNobody = literalSegments(endpoint.path()).noneMatch(OpenedByName::isOfSomebody);
        return (alone || ofNobody)
                && literalSegments(rule.pattern()).anyMatch(segment -> !ANY_PATH.contains(segment))
                && literalSegments(endpoint.path()).noneMatch(FOR_STAFF::contains);
    }

    private static boolean isOfSomebody(String segment) {
        return Stream.of(segment.split("[_-]"))
                .map(word -> word.replaceFirst("(?<=[^s])s$", ""))
                .anyMatch(OF_SOMEBODY::contains);
    }

    private static Stream<String> literalSegments(String path) {
        return Stream.of(path.split("/"))
                .filter(segment -> !segment.isEmpty() && segment.indexOf('{') < 0 && segment.indexOf('*') < 0)
                .map(segment -> segment.toLowerCase(Locale.ROOT));
    }
}
