package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.MethodCall;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds what is for administrators and is open to everybody who can log in.
 *
 * <p>Only what says so itself is accused: a name with "admin" in it, a change of somebody's roles, the deletion of an
 * account that the caller names, and a change of rows that are nobody's own where everybody may sign up, if nothing on the way
 * looks at who calls.
 */
final class RoleMissingRule implements ReadinessRule {

    private static final String ID = "access.role-missing";

    static final Set<String> ADMINISTRATION = Set.of("admin", "admins", "administration", "administrator");

    private static final Set<String> POWERS = Set.of("role", "roles", "authority", "authorities", "permissions");

    private static final Pattern ACCOUNTS = Pattern.compile(
            ".*[.$](App|Application|System|Sys)?(User|Account|Member)(s|Entity|Info)?(Repository|Repo|Dao|DAO)");

    private final ApplicationAccess access;

    private final EndpointHandlers handlers;

    private final HandlerCalls calls;

    private final SharedRows sharedRows;

    private final List<OtherGuards> guards;

    /**
     * @param guards what else may look at the roles of a caller
     */
    RoleMissingRule(ApplicationAccess access, EndpointHandlers handlers, HandlerCalls calls, List<OtherGuards> guards) {
        this.access = access;
        this.handlers = handlers;
        this.calls = calls;
        this.sharedRows = new SharedRows(access, handlers, calls);
        // The call that a handler makes tells more than that somewhere a collaborator is guarded.
        this.guards = guards.stream()
                .filter(guard -> !(guard instanceof CollaboratorGuards))
                .toList();
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        boolean trusted = sharedRows.areAskedFor(inventory);
        List<Finding> findings = inventory.applicationEndpoints().stream()
                .flatMap(endpoint -> reasonFor(endpoint)
                        .or(() -> trusted ? sharedRowAt(endpoint) : Optional.empty())
                        .map(reason -> finding(endpoint, reason))
                        .stream())
                .toList();
        return findings.isEmpty()
                ? List.of(Finding.notApplicable(
                        ID, Finding.APPLICATION, "No endpoint says that it is for administrators."))
                : findings;
    }

    private Finding finding(Endpoint endpoint, String reason) {
        Access seen = access.of(endpoint);
        Evidence evidence = new Evidence("the application's own security, asked as a user without roles", seen.how());
        return switch (seen.reach()) {
            case ANYONE -> Finding.notApplicable(ID, endpoint.id(), "Not even a login is asked for.");
            case UNKNOWN -> Finding.unknown(ID, endpoint.id(), "Who reaches it is unknown: " + seen.how() + ".");
            case RESTRICTED -> Finding.pass(ID, endpoint.id(), evidence);
            case ANY_USER -> unlessGuarded(endpoint, reason, evidence);
        };
    }

    private Finding unlessGuarded(Endpoint endpoint, String reason, Evidence evidence) {
        String others = Stream.concat(
                        guards.stream().flatMap(guard -> guard.of(endpoint)),
                        handlers
                                .handlerOf(endpoint)
                                .flatMap(handler -> calls.firstCall(handler.getMethod(), calls::isMethodSecured))
                                .map(MethodCall::shortName)
                                .stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? fail(endpoint, reason, evidence)
                : Finding.unknown(
                        ID, endpoint.id(), "Whether %s asks for a role could not be seen.".formatted(others), evidence);
    }

    private static Finding fail(Endpoint endpoint, String reason, Evidence evidence) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "Everybody who can log in reaches %s, although %s.".formatted(endpoint.handler(), reason),
                """
                requests.requestMatchers(HttpMethod.%s, "%s").hasRole("ADMIN")
                or @PreAuthorize("hasRole('ADMIN')") on %s, with @EnableMethodSecurity; before any rule that permits more.""".formatted(endpoint.method(), endpoint.path(), endpoint.handler()),
                evidence);
    }

    private Optional<String> reasonFor(Endpoint endpoint) {
        Optional<HandlerMethod> handler = handlers.handlerOf(endpoint);
        Set<String> words = words(endpoint.path()
                + "/"
                + handler.map(method -> method.getBeanType().getSimpleName()).orElse(""));
        if (words.stream().anyMatch(ADMINISTRATION::contains)) {
            return Optional.of("its name says that it is for administrators");
        }
        boolean writes = endpoint.writes() && endpoint.path().contains("{");
        if (writes && words(endpoint.path()).stream().anyMatch(POWERS::contains)) {
            return Optional.of("it changes what somebody may do");
        }
        return writes ? handler.flatMap(this::deletedAccount) : Optional.empty();
    }

    private Optional<String> sharedRowAt(Endpoint endpoint) {
        return sharedRows
                .changedAt(endpoint)
                .map(row ->
                        "everybody may sign up, other endpoints ask for a role, and it changes any %s, which is nobody's own"
                                .formatted(row.getSimpleName()));
    }

    private Optional<String> deletedAccount(HandlerMethod handler) {
        return CallerSigns.isAskedFor(handler, calls)
                ? Optional.empty()
                : calls.firstCall(handler.getMethod(), this::deletesAccount)
                        .map(call -> "it deletes an account that the caller names (" + call.shortName() + ")");
    }

    private boolean deletesAccount(MethodCall call) {
        boolean deletes = call.name().startsWith("delete") || call.name().startsWith("remove");
        return deletes
                && calls.changesData(call)
                && (ACCOUNTS.matcher(call.owner()).matches()
                        || calls.rowsOf(call).filter(AccountTypes::isAccount).isPresent());
    }

    private static Set<String> words(String text) {
        return Stream.of(text.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
