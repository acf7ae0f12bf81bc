package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who reaches an endpoint, all things considered. An answer is kept, so that a chain is asked once for each endpoint, until
 * it is {@link #forget() forgotten}.
 */
final class ApplicationAccess {

    static final String NO_SECURITY = "Spring Security is not part of this application";

    private final List<AccessOracle> oracles;

    private final List<OtherGuards> guards;

    private final Supplier<Stream<ElsewhereAccess>> elsewhere;

    private final Map<Endpoint, Access> answers = new ConcurrentHashMap<>();

    /**
     * @param oracles what every caller has to get past, in this order
     * @param guards what else may stand before an endpoint
     */
    ApplicationAccess(List<AccessOracle> oracles, List<OtherGuards> guards) {
        this(oracles, guards, Stream::empty);
    }

    /**
     * @param elsewhere what knows the endpoints of other servers
     */
    ApplicationAccess(
            List<AccessOracle> oracles, List<OtherGuards> guards, Supplier<Stream<ElsewhereAccess>> elsewhere) {
        this.elsewhere = elsewhere;
        this.oracles = List.copyOf(oracles);
        this.guards = List.copyOf(guards);
    }

    /** Returns who reaches {@code endpoint}. */
    Access of(Endpoint endpoint) {
        return answers.computeIfAbsent(endpoint, this::askSafely);
    }

    void forget() {
        answers.clear();
    }

    /** One endpoint that cannot be asked about must not hide what is known of the others. */
    private Access askSafely(Endpoint endpoint) {
        try {
            return elsewhere
                    .get()
                    .flatMap(server -> server.of(endpoint).stream())
                    .findFirst()
                    .orElseGet(() -> ask(endpoint));
        } catch (RuntimeException | LinkageError ex) {
            return Access.unknown("it could not be asked about: " + ex);
        }
    }

    private Access ask(Endpoint endpoint) {
        Access access = oracles.stream()
                .map(oracle -> oracle.of(endpoint))
                .reduce(Access::and)
                .orElseGet(() -> Access.anyone(NO_SECURITY));
        return access.reach() == Reach.ANYONE ? access.and(unlessGuarded(endpoint, access)) : access;
    }

    private Access unlessGuarded(Endpoint endpoint, Access open) {
        String names =
                guards.stream().flatMap(guard -> guard.of(endpoint)).distinct().collect(Collectors.joining(", "));
        return names.isEmpty()
                ? open
                : Access.unknown(open.how() + ", but it could not be seen whether it is refused by " + names);
    }
}
