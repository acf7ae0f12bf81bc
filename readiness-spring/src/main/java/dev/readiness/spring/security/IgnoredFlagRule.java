package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.MethodCall;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.util.ClassUtils;

/**
 * Finds accounts that can be switched off in the database and log in all the same, because what Spring Security is told of them is
 * always that they are in order.
 */
final class IgnoredFlagRule implements ReadinessRule {

    private static final String ID = "access.flag-ignored";

    private static final Pattern LOGIN = Pattern.compile("(?i).*(log-?in|sign-?in|authenticat\\w*|/token)(/\\w+)?");

    private final Supplier<Stream<UserDetailsService>> services;

    private final EndpointHandlers handlers;

    private final HandlerCalls calls;

    private final TokenFilters filters;

    private final EndpointOrigins origins;

    private final FlagReaders elsewhere;

    /**
     * @param elsewhere knows who else may ask for a flag
     */
    IgnoredFlagRule(
            Supplier<Stream<UserDetailsService>> services,
            EndpointHandlers handlers,
            HandlerCalls calls,
            TokenFilters filters,
            EndpointOrigins origins,
            FlagReaders elsewhere) {
        this.services = services;
        this.handlers = handlers;
        this.calls = calls;
        this.filters = filters;
        this.origins = origins;
        this.elsewhere = elsewhere;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Set<MethodCall> loading = services.get()
                .<Class<?>>map(ClassUtils::getUserClass)
                .filter(type -> origins.of(type) == Origin.APPLICATION)
                .flatMap(IgnoredFlagRule::loadingMethods)
                .flatMap(method -> calls.all(method).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<MethodCall> asked = new LinkedHashSet<>(loading);
        Stream.concat(filters.reading().stream(), logins(inventory)).forEach(method -> asked.addAll(calls.all(method)));
        List<Finding> findings = accountsIn(loading)
                .flatMap(account -> findingFor(account, loading, asked).stream())
                .toList();
        return findings.isEmpty()
                ? List.of(
                        Finding.notApplicable(
                                ID,
                                Finding.APPLICATION,
                                "No account of the database was seen that can be switched off, and whose login passes over it."))
                : findings;
    }

    private Stream<Class<?>> accountsIn(Set<MethodCall> reached) {
        return reached.stream()
                .flatMap(call -> calls.rowsOf(call).stream())
                .<Class<?>>map(row -> row)
                .distinct()
                .filter(AccountTypes::isAccount);
    }

    private Stream<Method> logins(Inventory inventory) {
        return inventory.applicationEndpoints().stream()
                .filter(Endpoint::writes)
                .filter(endpoint -> LOGIN.matcher(endpoint.path()).matches())
                .flatMap(endpoint -> handlers.handlerOf(endpoint).stream())
                .map(handler -> handler.getMethod());
    }

    private static Stream<Method> loadingMethods(Class<?> service) {
        return Stream.of(service.getDeclaredMethods())
                .filter(method -> method.getName().equals("loadUserByUsername") && !method.isBridge())
                .filter(method -> UserDetails.class.isAssignableFrom(method.getReturnType()));
    }

    private Optional<Finding> findingFor(Class<?> account, Set<MethodCall> loading, Set<MethodCall> asked) {
        return alwaysInOrder(account, loading)
                .flatMap(told -> ignoredOf(account, asked)
                        .map(flags -> fail(account, flags, "Spring Security is told by " + told)));
    }

    /** Returns the attributes of {@code account} that nothing asks for, if there are any and that is all of them. */
    private Optional<List<String>> ignoredOf(Class<?> account, Set<MethodCall> asked) {
        List<AccountFlag> flags = AccountFlag.of(account);
        boolean byQuery = asked.stream()
                .filter(call -> calls.rowsOf(call).filter(account::equals).isPresent())
                .map(call -> call.name().toLowerCase(Locale.ROOT))
                .anyMatch(name -> flags.stream().anyMatch(flag -> name.contains(flag.word())));
        boolean ignored = !flags.isEmpty()
                && !byQuery
                && flags.stream().noneMatch(flag -> asked.stream().anyMatch(flag::isAskedBy) || elsewhere.mayAsk(flag));
        return ignored ? Optional.of(flags.stream().map(AccountFlag::name).toList()) : Optional.empty();
    }

    /** Returns what tells Spring Security that the account is in order, if that is all that is ever told. */
    private Optional<String> alwaysInOrder(Class<?> account, Set<MethodCall> loading) {
        Set<Class<?>> made = new LinkedHashSet<>();
        if (UserDetails.class.isAssignableFrom(account)) {
            made.add(account);
        }
        boolean ofSpring = false;
        for (MethodCall call : loading) {
            boolean constructs = call.name().equals("<init>");
            if (call.owner().equals("org.springframework.security.core.userdetails.User") && constructs) {
                if (call.descriptor().contains("Z")) {
                    return Optional.empty();
                }
                ofSpring = true;
            }
            if (call.owner().equals("org.springframework.security.core.userdetails.User$UserBuilder")) {
                if (Set.of("disabled", "accountLocked", "accountExpired").contains(call.name())) {
                    return Optional.empty();
                }
                ofSpring = true;
            }
            detailsOf(call).ifPresent(made::add);
        }
        boolean constant = made.stream().allMatch(UserDetailsAnswers::areAlwaysYes);
        if (made.isEmpty() ? !ofSpring : !constant) {
            return Optional.empty();
        }
        return Optional.of(
                made.isEmpty()
                        ? "a User of Spring Security that is always enabled"
                        : made.iterator().next().getSimpleName()
                                + ", whose isEnabled() and isAccountNonLocked() are always true");
    }

    private Optional<Class<?>> detailsOf(MethodCall call) {
        return call.name().equals("<init>")
                ? calls.typeOf(call)
                        .filter(UserDetails.class::isAssignableFrom)
                        .filter(type -> origins.of(type) == Origin.APPLICATION)
                : Optional.empty();
    }

    private static Finding fail(Class<?> account, List<String> ignored, String told) {
        String type = account.getSimpleName();
        String flags = String.join(", ", ignored);
        return Finding.fail(
                ID,
                type,
                "%s has %s, and no login asks for it: %s. Who is switched off logs in as before."
                        .formatted(type, flags, told),
                "Ask for %s of %s before anybody is let in: in isEnabled() and isAccountNonLocked() of what loadUserByUsername returns, and where a password is compared."
                        .formatted(flags, type),
                new Evidence("byte code of the login", "no call reads " + flags));
    }
}
