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

    /** Takes the ids of the endpoints that lead to what belongs to the caller, and who else asks for it. */
    OwnershipDrill(RunningServer server, Set<String> owned, @Nullable Caller stranger) {
        this.server = server;
        this.owned = owned;
        this.stranger = stranger;
    }

    @Override
    public String name() {
        return "what belongs to one is closed to others";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        return owned.contains(endpoint.id())
                ? Stream.of(DynamicTest.dynamicTest(endpoint.id(), () -> drill(endpoint)))
                : Stream.empty();
    }

    private void drill(DrilledEndpoint endpoint) {
        Caller other = Optional.ofNullable(stranger)
                .orElseThrow(() -> new TestAbortedException(
                        "Nobody else is known who may log in; name somebody with stranger(…)"));
        DrillRequest request = request(endpoint);
        requireThatItIsThere(request);
        Fired fired = server.fire(request.from(other));
        DrillAnswer answer = fired.answer();
        if (answer.status() == 403 || answer.status() == 404) {
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

    private static DrillRequest request(DrilledEndpoint endpoint) {
        return endpoint.isSafe()
                ? endpoint.request()
                : endpoint.goodRequest()
                        .orElseThrow(() -> new TestAbortedException(
                                "A write needs a body that is accepted; name one with sample(\"" + endpoint.id()
                                        + "\", …), an empty one if it takes none"));
    }

    /** Only reading it shows that; a write is not tried by its owner, who would succeed. */
    private void requireThatItIsThere(DrillRequest request) {
        Fired fired = server.fire(DrillRequest.of("GET", request.path(), request.caller()));
        if (fired.answer().status() == 404 || fired.answer().refusesTheCaller()) {
            throw fired.showsNothing("Its owner does not find it either; name the path of something that the caller of"
                    + " as(…) owns with owned(…)");
        }
    }
}
