package dev.readiness.spring.test;

import dev.readiness.spring.test.HostileInputs.Input;
import dev.readiness.spring.test.JsonText.Raw;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/** Sends bodies that were made to do harm, and sees that none is an error of the server, that none leaks, and what is refused. */
final class HostileInputDrill implements Drill {

    private static final Set<Integer> REFUSED = Set.of(400, 413, 422);

    private static final long ENDLESS = 16L << 20;

    private final RunningServer server;

    private final DocumentsOfTypes types;

    private final int most;

    HostileInputDrill(RunningServer server, DocumentsOfTypes types, int most) {
        this.server = server;
        this.types = types;
        this.most = most;
    }

    @Override
    public String name() {
        return "hostile input is refused without a failure";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        BodyType body = endpoint.input().body().filter(BodyType::isJson).orElse(null);
        if (body == null) {
            return Stream.empty();
        }
        return Stream.of(
                test(endpoint, "beyond constraints", () -> beyondConstraints(endpoint, body)),
                test(
                        endpoint,
                        "hostile values",
                        () -> fireAll(endpoint, HostileInputs.values(document(endpoint, body)))),
                test(
                        endpoint,
                        "odd documents",
                        () -> fireAll(endpoint, HostileInputs.documents(document(endpoint, body)))),
                test(
                        endpoint,
                        "broken documents",
                        () -> fireAll(endpoint, HostileInputs.broken(document(endpoint, body), most))),
                test(endpoint, "broken framing", () -> brokenFraming(endpoint, body)));
    }

    private static DynamicTest test(DrilledEndpoint endpoint, String what, Executable drill) {
        return DynamicTest.dynamicTest(endpoint.id() + ": " + what, drill);
    }

    private Object document(DrilledEndpoint endpoint, BodyType body) {
        return Optional.ofNullable(endpoint.sample())
                .filter(sample -> !sample.isEmpty())
                .map(JsonText::parse)
                .or(() -> types.documentOf(body.declared()))
                .orElseThrow(() -> new TestAbortedException("Nothing tells what a good body looks like; name one with"
                        + " sample(\"" + endpoint.id() + "\", …)"));
    }

    private void beyondConstraints(DrilledEndpoint endpoint, BodyType body) {
        Object document = document(endpoint, body);
        int fired = 0;
        for (List<Object> place : JsonText.places(document)) {
            Object value = valueAt(document, place);
            for (Raw outside : types.outside(body.declared(), place, value)) {
                String json = JsonText.write(JsonText.replace(document, place, outside));
                Fired answered = fire(endpoint, Input.of("beyond the constraint at " + place, json));
                if (!REFUSED.contains(answered.answer().status())) {
                    throw answered.failure(
                            endpoint,
                            "A constraint at " + place + " does not hold.",
                            "@Valid on the parameter of " + endpoint.endpoint().handler()
                                    + ", and on what is nested in its type");
                }
                fired++;
            }
        }
        if (fired == 0) {
            throw new TestAbortedException("No constraint of its body has an edge that is known");
        }
    }

    private static Object valueAt(Object document, List<Object> place) {
        Object value = document;
        for (Object step : place) {
            value = step instanceof Integer index
                    ? ((List<?>) value).get(index)
                    : Objects.requireNonNull(((Map<?, ?>) value).get(step));
        }
        return value;
    }

    private void fireAll(DrilledEndpoint endpoint, List<Input> inputs) {
        inputs.forEach(input -> fire(endpoint, input));
    }

    private Fired fire(DrilledEndpoint endpoint, Input input) {
        DrillRequest request = endpoint.request().withHeader("Content-Type", input.contentType());
        Fired fired = server.fire(request, BodyPublishers.ofByteArray(input.body()));
        Fired shown = new Fired(
                new DrillRequest(request.method(), request.path(), request.caller(), request.headers(), input.what()),
                fired.answer());
        shown.requireThatTheCallerGotThrough();
        judge(endpoint, shown);
        return shown;
    }

    private static void judge(DrilledEndpoint endpoint, Fired fired) {
        fired.requireNoLeak(endpoint);
        if (fired.answer().isServerError()) {
            throw fired.failure(
                    endpoint,
                    "Hostile input is an error of the server instead of the client.",
                    "A constraint on what it is read into, or readiness.validation.json.* for its shape;"
                            + " the log of the application says what failed");
        }
        if (fired.answer().isClientError() && fired.answer().body().contains(BodyType.MARKER)) {
            throw fired.failure(
                    endpoint, "The answer repeats what was sent.", "readiness.validation.problem-details=true");
        }
    }

    private void brokenFraming(DrilledEndpoint endpoint, BodyType body) throws IOException {
        String json = JsonText.write(document(endpoint, body));
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        RawRequest raw = server.raw(endpoint.request());
        send(endpoint, raw, "a length that is too large", List.of("Content-Length: " + (length + 100)), json);
        send(endpoint, raw, "a length that is too small", List.of("Content-Length: " + (length / 2)), json);
        send(endpoint, raw, "a length that is no number", List.of("Content-Length: 1x"), json);
        send(endpoint, raw, "a negative length", List.of("Content-Length: -1"), json);
        send(endpoint, raw, "two lengths", List.of("Content-Length: 1", "Content-Length: " + length), json);
        send(
                endpoint,
                raw,
                "a length and chunks",
                List.of("Content-Length: 3", "Transfer-Encoding: chunked"),
                "1\r\n{\r\n0\r\n\r\n");
        send(endpoint, raw, "a chunk without a size", List.of("Transfer-Encoding: chunked"), "ZZZ\r\n{}\r\n0\r\n\r\n");
        send(endpoint, raw, "chunks that end early", List.of("Transfer-Encoding: chunked"), "ff\r\n{");
        if (raw.sendEndlessly(ENDLESS) >= ENDLESS) {
            throw new Fired(
                            endpoint.request().withJson("chunks without an end"),
                            new DrillAnswer(0, HttpHeaders.of(Map.of(), (name, value) -> true), ""))
                    .failure(
                            endpoint,
                            "A body that never ends is read for ever.",
                            "readiness.validation.max-body-size=1MB");
        }
    }

    private static void send(DrilledEndpoint endpoint, RawRequest raw, String what, List<String> framing, String body)
            throws IOException {
        Optional<DrillAnswer> answer = raw.send(framing, body);
        if (answer.isPresent()) {
            judge(endpoint, new Fired(endpoint.request().withJson(what), answer.get()));
        }
    }
}
