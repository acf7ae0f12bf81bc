package dev.readiness.spring.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/** Sends what no endpoint should accept, and sees whether it is refused without telling or repeating anything. */
final class BadInputDrill implements Drill {

    private static final Set<Integer> REFUSED = Set.of(400, 422);
    private static final Set<Integer> REFUSED_FOR_ITS_SIZE = Set.of(413);

    private final RunningServer server;
    private final int tooManyBytes;

    /** Returns a drill for which {@code tooManyBytes} are more than any body should have. */
    BadInputDrill(RunningServer server, int tooManyBytes) {
        this.server = server;
        this.tooManyBytes = tooManyBytes;
    }

    @Override
    public String name() {
        return "bad input is refused without a leak";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        List<DynamicTest> tests = new ArrayList<>();
        endpoint.input().body().ifPresent(body -> tests.addAll(bodies(endpoint, body)));
        endpoint.input().typedVariables().forEach(variable -> tests.add(variable(endpoint, variable)));
        if (endpoint.endpoint().consumesInput() && tests.isEmpty()) {
            tests.add(test(endpoint, "any", () -> {
                throw new TestAbortedException("It takes neither a JSON body nor a variable of a known type;"
                        + " what else it takes is not drilled");
            }));
        }
        return tests.stream();
    }

    private List<DynamicTest> bodies(DrilledEndpoint endpoint, BodyType body) {
        if (!body.isJson()) {
            return List.of(test(endpoint, "any body", () -> {
                throw new TestAbortedException("It takes its body as it comes; only JSON is drilled");
            }));
        }
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(test(endpoint, "malformed JSON", () -> drill(endpoint, BodyType.malformed(), REFUSED)));
        tests.add(test(endpoint, "wrong types", () -> drill(endpoint, body.wrongTypes(), REFUSED)));
        tests.add(test(
                endpoint,
                "oversize body",
                () -> drill(endpoint, BodyType.oversize(tooManyBytes), REFUSED_FOR_ITS_SIZE)));
        if (!body.isCollection() && !endpoint.method().equals("PATCH")) {
            tests.add(test(endpoint, "missing fields", () -> drill(endpoint, "{}", REFUSED)));
        }
        return tests;
    }

    private DynamicTest variable(DrilledEndpoint endpoint, String name) {
        return test(endpoint, "wrong type of {" + name + "}", () -> {
            String pattern = endpoint.endpoint().path().replace("{" + name + "}", BodyType.MARKER);
            String path = DrilledEndpoint.examplePath(pattern)
                    .orElseThrow(
                            () -> new TestAbortedException("No path is known in which only {" + name + "} is wrong"));
            DrillRequest request = endpoint.request();
            drill(
                    endpoint,
                    new DrillRequest(request.method(), path, request.caller(), request.headers(), ""),
                    Set.of(400, 404, 422));
        });
    }

    private static DynamicTest test(DrilledEndpoint endpoint, String what, Executable drill) {
        return DynamicTest.dynamicTest(endpoint.id() + ": " + what, drill);
    }

    private void drill(DrilledEndpoint endpoint, String body, Set<Integer> refusals) {
        drill(endpoint, endpoint.request().withJson(body), refusals);
    }

    private void drill(DrilledEndpoint endpoint, DrillRequest request, Set<Integer> refusals) {
        Fired fired = server.fire(request);
        fired.requireThatTheCallerGotThrough();
        DrillAnswer answer = fired.answer();
        fired.requireNoLeak(endpoint);
        if (answer.body().contains(BodyType.MARKER)) {
            throw fired.failure(
                    endpoint, "The answer repeats what was sent.", "readiness.validation.problem-details=true");
        }
        if (refusals.contains(answer.status())) {
            return;
        }
        if (answer.isClientError() && !REFUSED.contains(answer.status())) {
            throw fired.showsNothing("It was refused for another reason, so its input was perhaps never read");
        }
        throw fired.failure(endpoint, problem(answer, refusals), remedy(endpoint, refusals));
    }

    private static String problem(DrillAnswer answer, Set<Integer> refusals) {
        if (refusals == REFUSED_FOR_ITS_SIZE) {
            return "A body of any size is read to its end.";
        }
        return answer.isClientError() || answer.isServerError()
                ? "Bad input is an error of the server instead of the client."
                : "Bad input is accepted.";
    }

    private static String remedy(DrilledEndpoint endpoint, Set<Integer> refusals) {
        return refusals == REFUSED_FOR_ITS_SIZE
                ? "readiness.validation.max-body-size=1MB"
                : "@Valid on the parameter of " + endpoint.endpoint().handler()
                        + ", and constraints such as @NotNull on what it is read into";
    }
}
