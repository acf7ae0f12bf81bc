package dev.readiness.spring.test;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * Lets somebody else ask for what belongs to the caller (OWASP API1:2023, broken object level authorization). What reads is first
 * asked for by the caller, so that an object that does not exist is not taken for one that is guarded.
 */
final class OwnershipDrill implements Drill {

    private static final Set<String> NOTHING = Set.of("", "null", "[]", "{}");

    private final RunningServer server;
    private final Set<String> owned;
    private final @Nullable Caller stranger;
    private final @Nullable Caller otherTenant;

    /** Takes the ids of the endpoints that lead to what belongs to the caller, and who else asks for it. */
    OwnershipDrill(RunningServer server, Set<String> owned, @Nullable Caller stranger, @Nullable Caller otherTenant) {
        this.server = server;
        this.owned = owned;
        this.stranger = stranger;
        this.otherTenant = otherTenant;
    }

    @Override
    public String name() {
        return "what belongs to one is closed to others";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        if (!owned.contains(endpoint.id())) {
            return Stream.empty();
        }
        Stream<DynamicTest> ofOneTenant = stranger == null && otherTenant != null
                ? Stream.empty()
                : Stream.of(DynamicTest.dynamicTest(endpoint.id(), () -> drill(endpoint, stranger)));
        Stream<DynamicTest> ofAnother = otherTenant == null
                ? Stream.empty()
                : Stream.of(DynamicTest.dynamicTest(
                        endpoint.id() + " from another tenant", () -> drill(endpoint, otherTenant)));
        return Stream.concat(ofOneTenant, ofAnother);
    }

    private void drill(DrilledEndpoint endpoint, @Nullable Caller somebody) {
        Caller other = Optional.ofNullable(somebody)
                .orElseThrow(() -> new TestAbortedException(
                        "Nobody else is known who may log in; name somebody with stranger(…)"));
        DrillRequest request = request(endpoint);
        DrillAnswer before = read(request);
        requireThatItIsThere(request, before);
        Fired fired = server.fire(request.from(other));
        DrillAnswer answer = fired.answer();
        if (answer.status() == 403 || answer.status() == 404) {
            requireUnchanged(endpoint, fired, before);
            return;
        }
        if (answer.isSuccess()
                && endpoint.isSafe()
                && NOTHING.contains(answer.body().strip())) {
            return;
        }
        if (answer.isSuccess()) {
            throw fired.failure(
                    endpoint,
                    "%s gets at what belongs to %s.".formatted(other, request.caller()),
                    "Look for it by its id and its owner at once, for example repository.findByIdAndOwner(id,"
                            + " principal.getName()), and answer 404 if there is none");
        }
        fired.requireThatTheCallerGotThrough();
        throw fired.showsNothing("It is refused for another reason than whose it is");
    }

    /** A refusal that comes after the deed is none. */
    private void requireUnchanged(DrilledEndpoint endpoint, Fired refused, DrillAnswer before) {
        if (endpoint.isSafe()) {
            return;
        }
        DrillAnswer after = read(refused.request().from(endpoint.request().caller()));
        if (after.status() != before.status() || !after.body().equals(before.body())) {
            throw refused.failure(
                    endpoint,
                    "%s is refused and changes what belongs to %s nevertheless."
                            .formatted(refused.request().caller(), endpoint.caller()),
                    "Look whose it is before anything is written, and let the transaction roll back with the refusal");
        }
    }

    private DrillAnswer read(DrillRequest request) {
        return server.fire(DrillRequest.of("GET", request.path(), request.caller()))
                .answer();
    }

    private static DrillRequest request(DrilledEndpoint endpoint) {
        return endpoint.isSafe()
                ? endpoint.request()
                : endpoint.goodRequest()
                        .orElseThrow(() -> new TestAbortedException(
                                "A write needs a body that is accepted; name one with sample(\"" + endpoint.id()
                                        + "\", …), an empty one if it takes none"));
    }

    /** Only reading it shows that; a write is not tried by its owner, who would succeed. */
    private static void requireThatItIsThere(DrillRequest request, DrillAnswer read) {
        if (read.status() == 404 || read.refusesTheCaller()) {
            throw new Fired(DrillRequest.of("GET", request.path(), request.caller()), read)
                    .showsNothing("Its owner does not find it either; name the path of something that the caller of"
                            + " as(…) owns with owned(…)");
        }
    }
}
