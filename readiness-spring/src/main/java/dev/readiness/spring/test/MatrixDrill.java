package dev.readiness.spring.test;

import dev.readiness.assessment.AccessMatrix;
import dev.readiness.assessment.AccessMatrix.Cell;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** Fires each endpoint as somebody of each authority in the report's matrix of access, and compares with what that says. */
final class MatrixDrill implements Drill {

    private static final String NOBODY = "nobody";

    private final RunningServer server;
    private final AccessMatrix matrix;
    private final Map<String, Caller> holders;

    /** Takes the matrix, and by authority somebody who has it and no other. */
    MatrixDrill(RunningServer server, AccessMatrix matrix, Map<String, Caller> holders) {
        this.server = server;
        this.matrix = matrix;
        this.holders = holders;
    }

    @Override
    public String name() {
        return "what the report says of each role is what a request gets";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        return matrix.only(endpoint.endpoint()::equals).rows().stream()
                .flatMap(row ->
                        IntStream.range(0, matrix.callers().size()).mapToObj(column -> test(endpoint, row, column)));
    }

    private DynamicTest test(DrilledEndpoint endpoint, AccessMatrix.Row row, int column) {
        String caller = matrix.callers().get(column);
        return DynamicTest.dynamicTest(endpoint.id() + " as " + caller, () -> {
            Cell cell = row.cells().get(column);
            if (cell == Cell.UNKNOWN) {
                throw new TestAbortedException(
                        "The report does not know: " + row.why() + "; say with role(…) what this role may call");
            }
            drill(endpoint.as(holderOf(caller)), caller, cell);
        });
    }

    private Caller holderOf(String caller) {
        Caller holder = caller.equals(NOBODY) ? Caller.ANONYMOUS : holders.get(caller);
        if (holder == null) {
            throw new TestAbortedException(
                    "Nobody is known who has it and no other authority; name somebody with holder(\"" + caller
                            + "\", …)");
        }
        return holder;
    }

    private void drill(DrilledEndpoint endpoint, String caller, Cell cell) {
        if (cell == Cell.ALLOWED && !endpoint.isSafe() && endpoint.sample() == null) {
            throw new TestAbortedException("A write that is let through is really done; name a body with sample(\""
                    + endpoint.id() + "\", …), an empty one if it takes none");
        }
        Fired fired = server.fire(endpoint.goodRequest().orElseGet(endpoint::emptyRequest));
        DrillAnswer answer = fired.answer();
        if (answer.status() == DrillAnswer.TOO_MANY_REQUESTS) {
            throw fired.showsNothing("The rate limit refused it before anything else");
        }
        if (cell == Cell.DENIED) {
            requireRefusal(endpoint, caller, fired);
        } else if (answer.status() == 401 && !caller.equals(NOBODY)) {
            throw fired.showsNothing("Nobody of this name and password is known");
        } else if (answer.refusesTheCaller() && !endpoint.endpoint().path().contains("{")) {
            throw fired.failure(
                    endpoint,
                    "It refuses " + caller + ", although the report says that it does not.",
                    "Look for what stands before it outside of Spring Security, such as a filter or a proxy");
        } else if (answer.refusesTheCaller()) {
            throw fired.showsNothing(
                    "It is refused, perhaps because of whose it is; name the caller's own with path(…)");
        }
    }

    private static void requireRefusal(DrilledEndpoint endpoint, String caller, Fired fired) {
        DrillAnswer answer = fired.answer();
        if (answer.status() == 404) {
            throw fired.showsNothing("Nothing is there, whoever asks; name a path that exists with path(…)");
        }
        if (!answer.refusesTheCaller() && !AnonymousDrill.leadsToLogin(answer)) {
            throw fired.failure(
                    endpoint,
                    "It lets " + caller + " through, although the report says that it is refused.",
                    "Look for what changes the request or its caller before Spring Security decides");
        }
    }
}
