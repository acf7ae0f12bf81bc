package dev.readiness.spring.test;

import dev.readiness.assessment.Endpoint;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * An endpoint and what it takes to call it.
 *
 * @param endpoint the endpoint
 * @param path a path that leads to it, or {@code null} if none is known
 * @param input what its Java method reads
 * @param caller who calls it, or {@code null} if nobody is known who may
 * @param sample a good body, or {@code null} if none is known
 * @param isPublic whether it is public on purpose
 */
record DrilledEndpoint(
        Endpoint endpoint,
        @Nullable String path,
        HandlerInput input,
        @Nullable Caller caller,
        @Nullable String sample,
        boolean isPublic) {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}:*]+}");

    /** Returns a path that {@code pattern} matches, or nothing if that takes knowing the application. */
    static Optional<String> examplePath(String pattern) {
        String path = VARIABLE.matcher(pattern).replaceAll("1");
        return path.startsWith("/") && path.chars().noneMatch(letter -> "{}*?".indexOf(letter) >= 0)
                ? Optional.of(path)
                : Optional.empty();
    }

    String id() {
        return endpoint.id();
    }

    /** Returns the method to call it with. */
    String method() {
        if (!endpoint.method().equals("*")) {
            return endpoint.method();
        }
        return input.body().isPresent() ? "POST" : "GET";
    }

    boolean isSafe() {
        return method().equals("GET") || method().equals("HEAD");
    }

    /** Returns a request of nobody in particular, which a sane endpoint refuses. */
    DrillRequest anonymousRequest() {
        return emptyRequest().from(Caller.ANONYMOUS);
    }

    /** Returns a request with nothing in it. */
    DrillRequest emptyRequest() {
        DrillRequest request = DrillRequest.of(method(), requiredPath(), caller == null ? Caller.ANONYMOUS : caller);
        return input.body().isPresent() ? request.withJson("{}") : request;
    }

    /** Returns the same endpoint, called by somebody else. */
    DrilledEndpoint as(Caller another) {
        return new DrilledEndpoint(endpoint, path, input, another, sample, isPublic);
    }

    /** Returns a request of the caller, without a body. */
    DrillRequest request() {
        return DrillRequest.of(method(), requiredPath(), requiredCaller());
    }

    /** Returns the request that should succeed, if one is known. */
    Optional<DrillRequest> goodRequest() {
        return Optional.ofNullable(sample)
                .map(body -> body.isEmpty() ? request() : request().withJson(body));
    }

    private String requiredPath() {
        if (path == null) {
            throw new TestAbortedException(
                    "No path is known that leads to " + id() + "; name one with path(\"" + id() + "\", …)");
        }
        return path;
    }

    private Caller requiredCaller() {
        if (caller != null) {
            return caller;
        }
        if (isPublic) {
            return Caller.ANONYMOUS;
        }
        throw new TestAbortedException(
                "Nobody is known who may call " + id() + "; name somebody with as(Caller.basic(…))");
    }
}
