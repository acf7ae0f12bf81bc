package dev.readiness.spring.test;

import dev.readiness.observability.Correlation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Asks for what is not there, and sees whether the answer says which log lines belong to it. */
final class CorrelationDrill implements Drill {

    private static final String REMEDY = "readiness.observability.correlation=true";

    private static final List<String> OTHER_FIELDS = List.of("X-Request-Id", "traceresponse", "X-B3-TraceId");

    private final RunningServer server;

    CorrelationDrill(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "an answer carries a correlation id";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        return Stream.of(
                DynamicTest.dynamicTest(endpoint.id() + ": the id that was sent", () -> sent(endpoint)),
                DynamicTest.dynamicTest(endpoint.id() + ": an id that might do harm", () -> harmful(endpoint)));
    }

    private void sent(DrilledEndpoint endpoint) {
        String id = "drill-" + UUID.randomUUID();
        Fired fired = server.fire(nowhere(endpoint).withHeader(Correlation.ID_FIELD, id));
        Optional<String> answered = fired.answer().header(Correlation.ID_FIELD);
        if (answered.isEmpty()) {
            requireAnotherField(endpoint, fired);
        } else if (!answered.get().equals(id)) {
            throw fired.failure(endpoint, "The answer has another correlation id than the one that was sent.", REMEDY);
        }
    }

    /** An application may have a field of its own, for which nothing is known of what it takes over. */
    private static void requireAnotherField(DrilledEndpoint endpoint, Fired fired) {
        if (OTHER_FIELDS.stream().allMatch(field -> fired.answer().header(field).isEmpty())) {
            throw fired.failure(
                    endpoint, "The answer has no correlation id: nobody finds the log lines of a request.", REMEDY);
        }
    }

    private void harmful(DrilledEndpoint endpoint) {
        Fired fired = server.fire(
                nowhere(endpoint).withHeader(Correlation.ID_FIELD, "<b>" + BodyType.MARKER + "</b>" + "x".repeat(500)));
        Optional<String> answered = fired.answer().header(Correlation.ID_FIELD);
        if (answered.isPresent() && answered.get().contains(BodyType.MARKER)) {
            throw fired.failure(endpoint, "The answer repeats whatever was sent as a correlation id.", REMEDY);
        }
    }

    /** Below the endpoint, where nothing can be written by mistake. */
    private static DrillRequest nowhere(DrilledEndpoint endpoint) {
        DrillRequest request = endpoint.request();
        return DrillRequest.of("GET", request.path() + "/nowhere/drill", request.caller());
    }
}
