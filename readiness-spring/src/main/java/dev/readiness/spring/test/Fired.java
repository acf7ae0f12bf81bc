package dev.readiness.spring.test;

import java.util.Optional;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What a drill fired, and what came back: the material of its verdict. */
record Fired(DrillRequest request, DrillAnswer answer) {

    /** Returns the failure of the drill of {@code endpoint}. */
    AssertionFailedError failure(DrilledEndpoint endpoint, String problem, String remedy) {
        return new AssertionFailedError(
                """
                %s: %s
                  Fired:     %s
                  Came back: %s
                  Remedy:    %s""".formatted(endpoint.id(), problem, request, answer, remedy.replace("\n", "\n             ")));
    }

    /** Returns what ends a drill that shows nothing: a skipped test with its reason. */
    TestAbortedException showsNothing(String reason) {
        return new TestAbortedException(reason + "; fired " + request + ", came back " + answer);
    }

    /** Ends the drill if the request did not come as far as what is drilled. */
    void requireThatTheCallerGotThrough() {
        if (answer.refusesTheCaller()) {
            throw showsNothing("The caller is refused before anything else; name one who may call it with as(…)");
        }
        if (answer.status() == DrillAnswer.TOO_MANY_REQUESTS) {
            throw showsNothing("The rate limit refused it before anything else");
        }
    }

    /** Fails if the answer tells how the application is made. */
    void requireNoLeak(DrilledEndpoint endpoint) {
        Optional<String> leak = Leak.in(answer.body());
        if (leak.isPresent()) {
            throw failure(endpoint, "The answer shows " + leak.get() + ".", """
                    readiness.validation.problem-details=true
                    and no exception handler of the application that answers with the exception or its message""");
        }
    }
}
