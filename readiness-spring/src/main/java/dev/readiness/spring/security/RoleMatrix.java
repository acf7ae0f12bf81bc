package dev.readiness.spring.security;

import dev.readiness.assessment.AccessMatrix;
import dev.readiness.assessment.AccessMatrix.Cell;
import dev.readiness.assessment.AccessMatrixSource;
import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;

/**
 * Asks the application's own security about each endpoint on behalf of nobody, of a user without authorities, and of one user
 * for each authority that its rules name.
 *
 * <p>The filters are called without credentials, once for each endpoint; where the rules decide, they are asked about all
 * callers. So no filter of the application ever sees a user who does not exist.
 */
final class RoleMatrix implements AccessMatrixSource {

    /** More columns than this nobody reads, and each one costs a question at each endpoint. */
    static final int MOST_AUTHORITIES = 20;

    private static final Set<String> NOT_ASKED_ABOUT = Set.of("ROLE_ANONYMOUS");

    private static final String FACTOR = "FACTOR_";

    private final ApplicationAccess access;

    private final List<RoleOracle> oracles;

    private final List<OtherGuards> guards;

    private final List<ElsewhereAccess> elsewhere;

    /**
     * @param access who reaches an endpoint without credentials
     * @param oracles what every caller has to get past
     * @param guards what else may stand before an endpoint
     * @param elsewhere what knows the endpoints of other servers, which are not asked about authorities
     */
    RoleMatrix(
            ApplicationAccess access,
            List<RoleOracle> oracles,
            List<OtherGuards> guards,
            List<ElsewhereAccess> elsewhere) {
        this.access = access;
        this.oracles = List.copyOf(oracles);
        this.guards = List.copyOf(guards);
        this.elsewhere = List.copyOf(elsewhere);
    }

    @Override
    public AccessMatrix of(Inventory inventory) {
        List<String> named = List.copyOf(authoritiesAt(inventory.endpoints()));
        List<String> asked = named.subList(0, Math.min(named.size(), MOST_AUTHORITIES));
        List<Authentication> callers = Stream.concat(
                        Stream.of(Callers.userWithoutRoles()), asked.stream().map(Callers::userWith))
                .toList();
        return new AccessMatrix(
                Stream.concat(Stream.of("nobody", "any user"), asked.stream()).toList(),
                inventory.endpoints().stream()
                        .map(endpoint -> row(endpoint, callers))
                        .toList(),
                leftOut(named.subList(asked.size(), named.size())));
    }

    private Set<String> authoritiesAt(List<Endpoint> endpoints) {
        return oracles.stream()
                .flatMap(oracle -> oracle.authoritiesAt(endpoints))
                .filter(name -> !name.startsWith(FACTOR) && !NOT_ASKED_ABOUT.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> leftOut(List<String> names) {
        return names.isEmpty()
                ? List.of()
                : List.of("%s of the authorities that its rules name are left out, from %s on."
                        .formatted(names.size(), names.get(0)));
    }

    private AccessMatrix.Row row(Endpoint endpoint, List<Authentication> callers) {
        Access anonymous = access.of(endpoint);
        List<Passage> passages = new ArrayList<>();
        passages.add(passageOf(anonymous));
        passages.addAll(passagesOf(endpoint, anonymous, callers));
        return new AccessMatrix.Row(
                endpoint,
                passages.stream().map(Passage::cell).toList(),
                passages.stream()
                        .filter(passage -> passage.cell() == Cell.UNKNOWN)
                        .map(Passage::why)
                        .findFirst()
                        .orElse(""));
    }

    private static Passage passageOf(Access anonymous) {
        return switch (anonymous.reach()) {
            case ANYONE -> Passage.ALLOWED;
            case UNKNOWN -> Passage.unknown(anonymous.how());
            case ANY_USER, RESTRICTED -> Passage.DENIED;
        };
    }

    private List<Passage> passagesOf(Endpoint endpoint, Access anonymous, List<Authentication> callers) {
        try {
            if (elsewhere.stream().anyMatch(server -> server.of(endpoint).isPresent())) {
                return fromElsewhere(anonymous).forEach(callers);
            }
            List<Passage> passages = oracles.stream()
                    .map(oracle -> oracle.of(endpoint, callers))
                    .reduce(RoleMatrix::both)
                    .orElseGet(() -> Passage.ALLOWED.forEach(callers));
            return passages.stream().allMatch(passage -> passage.cell() == Cell.DENIED)
                    ? passages
                    : both(passages, unlessGuarded(endpoint).forEach(callers));
        } catch (RuntimeException | LinkageError ex) {
            return Passage.unknown("it could not be asked about: " + ex).forEach(callers);
        }
    }

    private static Passage fromElsewhere(Access anonymous) {
        return switch (anonymous.reach()) {
            case ANYONE, ANY_USER -> Passage.ALLOWED;
            case UNKNOWN, RESTRICTED ->
                Passage.unknown("another server answers it, which was asked without credentials only");
        };
    }

    private static List<Passage> both(List<Passage> first, List<Passage> second) {
        return IntStream.range(0, first.size())
                .mapToObj(caller -> first.get(caller).and(second.get(caller)))
                .toList();
    }

    private Passage unlessGuarded(Endpoint endpoint) {
        String names =
                guards.stream().flatMap(guard -> guard.of(endpoint)).distinct().collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Passage.ALLOWED
                : Passage.unknown("it could not be seen whether it is refused by " + names);
    }
}
