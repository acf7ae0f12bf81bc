package dev.readiness.spring.test;

import dev.readiness.assessment.AccessMatrix;
import dev.readiness.assessment.AssessedEndpoint;
import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Slice;
import dev.readiness.assessment.SliceStanding;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.EndpointAudit;
import dev.readiness.audit.EndpointAudits;
import dev.readiness.ratelimit.EndpointRateLimits;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.Readiness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.WebApplicationContext;

/**
 * Tests for every endpoint of a running application, or of one slice of it, that really fire requests at it and see whether
 * its safeguards hold.
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * class BookingDrills {
 *
 *     @TestFactory
 *     Stream<DynamicNode> drills(@Autowired ApplicationContext context) {
 *         return Drills.of(context)
 *                 .slice("booking")
 *                 .as(Caller.basic("ada@example.com", "test password"))
 *                 .sample("POST /appointments", "{…}")
 *                 .tests();
 *     }
 * }
 * }</pre>
 *
 * <p>What cannot be drilled is a skipped test that says why. A failure says what was fired, what came back, and the remedy.
 *
 * <p>Drills write: samples are really sent, and an endpoint that is open by mistake is really called. Let them run against
 * the database of a test. They send to this machine only, at most {@value FloodDrill#MOST_REQUESTS} requests a flood.
 * Floods come last, because what they use up is missing afterwards.
 */
public final class Drills {

    private static final DataSize LARGE = DataSize.ofMegabytes(2);

    private final ApplicationContext context;
    private final Map<String, String> samples = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Map<String, String> exemptions = new LinkedHashMap<>();
    private @Nullable String slice;
    private final Set<String> owned = new LinkedHashSet<>();
    private final List<RoleDrill.Role> roles = new ArrayList<>();
    private final Map<String, Caller> holders = new LinkedHashMap<>();
    private @Nullable Caller caller;
    private @Nullable Caller stranger;
    private @Nullable Caller otherTenant;
    private int hostileInputs;

    private Drills(ApplicationContext context) {
        this.context = context;
    }

    /** Returns drills of every endpoint that the application in {@code context} brought. */
    public static Drills of(ApplicationContext context) {
        return new Drills(Objects.requireNonNull(context, "context"));
    }

    /** Drills only the endpoints of the slice {@code name}, see {@code readiness.slices}. */
    public Drills slice(String name) {
        slice = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Lets {@code somebody} send what needs a login. It should be somebody who may call what is drilled. */
    public Drills as(Caller somebody) {
        caller = Objects.requireNonNull(somebody, "somebody");
        return this;
    }

    /**
     * Names a JSON body that {@code endpoint} accepts, and permits to send it.
     *
     * @param endpoint id of the endpoint, for example {@code POST /appointments}
     * @param json the body; empty for an endpoint that writes without one
     */
    public Drills sample(String endpoint, String json) {
        samples.put(endpoint, Objects.requireNonNull(json, "json"));
        return this;
    }

    /**
     * Names a path that leads to something, for an endpoint with variables.
     *
     * @param endpoint id of the endpoint, for example {@code GET /appointments/{id}}
     * @param path the path, for example {@code /appointments/7}
     */
    public Drills path(String endpoint, String path) {
        paths.put(endpoint, Objects.requireNonNull(path, "path"));
        return this;
    }

    /**
     * Says that a path leads to something that belongs to the caller of {@link #as}, so that nobody else may get at it.
     *
     * @param endpoint id of the endpoint, for example {@code GET /appointments/{id}}
     * @param path a path to something of the caller, for example {@code /appointments/7}
     */
    public Drills owned(String endpoint, String path) {
        owned.add(endpoint);
        return path(endpoint, path);
    }

    /** Lets {@code somebody}, who may call the same endpoints, try to get at what is {@linkplain #owned owned} by the caller. */
    public Drills stranger(Caller somebody) {
        stranger = Objects.requireNonNull(somebody, "somebody");
        return this;
    }

    /**
     * Lets {@code somebody} of another tenant, who may call the same endpoints, try to get at what is {@linkplain #owned owned}
     * by the caller. Where a tenant's users may see each other's objects, name this one and no {@link #stranger}.
     */
    public Drills otherTenant(Caller somebody) {
        otherTenant = Objects.requireNonNull(somebody, "somebody");
        return this;
    }

    /**
     * Names somebody who has one authority of the report's matrix of access and no other. Every endpoint is then called as each
     * of the matrix' callers, to see whether what the report says of them is what a request gets; a caller whom nobody was
     * named for is a skipped test.
     *
     * @param authority as the matrix names it, for example {@code ROLE_ADMIN}, or {@code any user}
     * @param somebody who has it
     */
    public Drills holder(String authority, Caller somebody) {
        holders.put(authority, Objects.requireNonNull(somebody, "somebody"));
        return this;
    }

    /**
     * Names a role, and everything that it may call of what is drilled. All else is tried too, and must be refused; what is
     * public on purpose is left alone.
     *
     * @param name of the role, for the names of the tests
     * @param somebody who has this role and no other
     * @param permitted ids of the endpoints that it may call
     */
    public Drills role(String name, Caller somebody, String... permitted) {
        roles.add(new RoleDrill.Role(name, Objects.requireNonNull(somebody, "somebody"), Set.of(permitted)));
        return this;
    }

    /**
     * Fires hostile bodies too: each value replaced by what applications stumble over, the edges of the constraints, broken
     * documents and broken framing. They are made from the sample, or from the type of the body and its constraints.
     *
     * <p>They are many, and what is accepted is really written. Lift the rate limits for them, or they are skipped.
     *
     * @param most how many broken documents are fired at each endpoint at most, 1 or more; several hundred are a good start
     */
    public Drills hostileInputs(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("'most' must be at least 1 but is " + most);
        }
        hostileInputs = most;
        return this;
    }

    /**
     * Leaves {@code endpoint} alone. Its tests are skipped, and say {@code reason}.
     *
     * @param endpoint id of the endpoint, for example {@code DELETE /everything}
     */
    public Drills skip(String endpoint, String reason) {
        exemptions.put(endpoint, Objects.requireNonNull(reason, "reason"));
        return this;
    }

    /**
     * Returns the tests: one container for each drill, with at least one test for each endpoint that it concerns.
     *
     * @throws IllegalArgumentException if the context runs no web server on a port, has no hardening report or no such
     *     slice, or if something was said of an endpoint that is not drilled
     */
    public Stream<DynamicNode> tests() {
        RunningServer server = RunningServer.of(context.getEnvironment());
        Assessment whole = Readiness.assess(context);
        Assessment drilled = slice == null ? whole : whole.onlySlice(slice);
        List<DrilledEndpoint> endpoints = endpointsOf(drilled)
                .filter(Endpoint::isApplication)
                .map(this::prepare)
                .toList();
        requireKnown(endpoints);
        requireKnown(whole.access());
        Stream<DynamicNode> drills = drills(server, whole).map(drill -> container(drill, endpoints));
        return Stream.concat(missing(drilled).stream(), drills);
    }

    private Stream<Drill> drills(RunningServer server, Assessment whole) {
        EndpointAudits audits = context.getBeanProvider(EndpointAudits.class)
                .getIfAvailable(() -> endpoint ->
                        new EndpointAudit(EndpointAudit.State.UNKNOWN, "", "nothing tells what is recorded", ""));
        EndpointRateLimits limits =
                context.getBeanProvider(EndpointRateLimits.class).getIfAvailable(() -> endpoint -> List.of());
        Optional<AuditStore> store =
                Optional.ofNullable(context.getBeanProvider(AuditStore.class).getIfUnique());
        List<Drill> drills = new ArrayList<>();
        drills.add(new AnonymousDrill(server));
        if (!roles.isEmpty()) {
            drills.add(new RoleDrill(server, roles));
        }
        if (!owned.isEmpty()) {
            drills.add(new OwnershipDrill(server, owned, stranger, otherTenant));
        }
        drills.add(new BadInputDrill(server, tooManyBytes()));
        drills.add(new ErrorDrill(server, endpointsOf(whole).toList()));
        drills.add(new CorrelationDrill(server));
        drills.add(new AuditDrill(server, audits, store));
        if (hostileInputs > 0) {
            drills.add(new HostileInputDrill(server, constraints(), hostileInputs));
        }
        if (!holders.isEmpty()) { // what it is let do is really done, and would be missing for the others
            drills.add(new MatrixDrill(server, whole.access(), holders));
        }
        drills.add(new FloodDrill(server, limits));
        return drills.stream();
    }

    private DocumentsOfTypes constraints() {
        return ClassUtils.isPresent("jakarta.validation.Validator", context.getClassLoader())
                ? DocumentsOfTypes.of(context)
                : DocumentsOfTypes.UNKNOWN;
    }

    private int tooManyBytes() {
        DataSize largest = Binder.get(context.getEnvironment())
                .bind("readiness.validation.max-body-size", DataSize.class)
                .orElse(LARGE);
        return Math.toIntExact(largest.toBytes() + 1);
    }

    private static Stream<Endpoint> endpointsOf(Assessment assessment) {
        return assessment.endpoints().stream().map(AssessedEndpoint::endpoint);
    }

    private DrilledEndpoint prepare(Endpoint endpoint) {
        String path = paths.getOrDefault(
                endpoint.id(), DrilledEndpoint.examplePath(endpoint.path()).orElse(null));
        HandlerInput input = EndpointHandlers.find(context.getBeanProvider(EndpointHandlers.class), endpoint)
                .map(HandlerInput::of)
                .orElse(HandlerInput.NONE);
        boolean isPublic = PublicEndpoints.of(context.getEnvironment()).contains(endpoint);
        return new DrilledEndpoint(endpoint, path, input, caller, samples.get(endpoint.id()), isPublic);
    }

    private void requireKnown(List<DrilledEndpoint> endpoints) {
        List<String> known = endpoints.stream().map(DrilledEndpoint::id).toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException("'context' must have an endpoint to drill but has none");
        }
        Stream.concat(
                        Stream.of(samples, paths, exemptions).flatMap(said -> said.keySet().stream()),
                        roles.stream().flatMap(role -> role.permitted().stream()))
                .filter(id -> !known.contains(id))
                .forEach(id -> {
                    throw new IllegalArgumentException(
                            "'endpoint' must be one of those that are drilled, " + known + ", but is '" + id + "'");
                });
    }

    private void requireKnown(AccessMatrix access) {
        holders.keySet().stream()
                .filter(authority -> !access.callers().contains(authority))
                .forEach(authority -> {
                    throw new IllegalArgumentException("'authority' must be one of those in the report, "
                            + access.callers() + ", but is '" + authority + "'");
                });
    }

    /** Returns a test that fails for each endpoint that the slice names and the application does not have. */
    private static List<DynamicTest> missing(Assessment drilled) {
        List<Endpoint> present = endpointsOf(drilled).toList();
        return drilled.slices().stream()
                .map(SliceStanding::slice)
                .flatMap(named -> named.endpoints().stream()
                        .filter(id -> present.stream().noneMatch(new Slice(named.name(), List.of(id))::contains))
                        .map(id -> missing(named.name(), id)))
                .toList();
    }

    private static DynamicTest missing(String slice, String id) {
        return DynamicTest.dynamicTest(id, () -> {
            throw new AssertionFailedError("The slice " + slice + " names " + id
                    + ", which is no endpoint of the application; correct readiness.slices." + slice);
        });
    }

    private DynamicContainer container(Drill drill, List<DrilledEndpoint> endpoints) {
        return DynamicContainer.dynamicContainer(
                drill.name(), endpoints.stream().flatMap(endpoint -> tests(drill, endpoint)));
    }

    private Stream<DynamicTest> tests(Drill drill, DrilledEndpoint endpoint) {
        String reason = exemptions.get(endpoint.id());
        if (reason == null && needsToken(endpoint)) {
            reason = "A write without a CSRF token is refused before anything else, whoever sends it";
        }
        Stream<DynamicTest> tests = drill.tests(endpoint);
        return reason == null ? tests : tests.map(skippedFor(reason));
    }

    private boolean needsToken(DrilledEndpoint endpoint) {
        return !endpoint.isSafe()
                && endpoint.path() != null
                && context instanceof WebApplicationContext web
                && CsrfProtection.covers(web, endpoint.method(), endpoint.path());
    }

    private static UnaryOperator<DynamicTest> skippedFor(String reason) {
        return test -> DynamicTest.dynamicTest(test.getDisplayName(), () -> {
            throw new TestAbortedException(reason);
        });
    }
}
