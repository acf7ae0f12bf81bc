package dev.readiness.spring.test;

import dev.readiness.assessment.Endpoint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes mistakes, and sees whether the answers tell how the application is made. */
final class ErrorDrill implements Drill {

    private static final String NONSENSE = "application/x-nonsense-of-a-drill";

    private final RunningServer server;
    private final List<Endpoint> all;

    /** Returns a drill of an application that has the endpoints {@code all}. */
    ErrorDrill(RunningServer server, List<Endpoint> all) {
        this.server = server;
        this.all = all;
    }

    @Override
    public String name() {
        return "an error is answered without a leak";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        return Stream.of(
                DynamicTest.dynamicTest(endpoint.id() + ": unknown path", () -> unknownPath(endpoint)),
                DynamicTest.dynamicTest(endpoint.id() + ": unsupported method", () -> unsupportedMethod(endpoint)),
                DynamicTest.dynamicTest(endpoint.id() + ": bad header", () -> badHeader(endpoint)));
    }

    private void unknownPath(DrilledEndpoint endpoint) {
        DrillRequest request = endpoint.request();
        drill(endpoint, DrillRequest.of("GET", request.path() + "/nowhere/drill", request.caller()));
    }

    private void unsupportedMethod(DrilledEndpoint endpoint) {
        DrillRequest request = endpoint.request();
        String method = Stream.of("PUT", "PATCH", "DELETE", "POST", "GET")
                .filter(candidate -> all.stream().noneMatch(other -> takes(other, candidate, request.path())))
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("Every method is supported at " + request.path()));
        drill(endpoint, DrillRequest.of(method, request.path(), request.caller()));
    }

    private void badHeader(DrilledEndpoint endpoint) {
        DrillRequest request = endpoint.request();
        if (endpoint.input().body().isPresent()) {
            drill(endpoint, request.withJson("{}").withHeader("Content-Type", NONSENSE));
        } else if (endpoint.isSafe()) {
            drill(endpoint, request.withHeader("Accept", NONSENSE));
        } else {
            throw new TestAbortedException("A write without a body may be done before its headers are looked at");
        }
    }

    private static boolean takes(Endpoint endpoint, String method, String path) {
        return (endpoint.method().equals("*") || endpoint.method().equals(method))
                && PathPatternParser.defaultInstance.parse(endpoint.path()).matches(PathContainer.parsePath(path));
    }

    private void drill(DrilledEndpoint endpoint, DrillRequest request) {
        Fired fired = server.fire(request);
        fired.requireNoLeak(endpoint);
        fired.requireThatTheCallerGotThrough();
        if (!fired.answer().isClientError() && !fired.answer().isServerError()) {
            throw fired.showsNothing("That is no error here");
        }
    }
}
