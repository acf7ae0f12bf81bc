package dev.readiness.spring.test;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** Calls an endpoint without credentials. */
final class AnonymousDrill implements Drill {

    private static final Pattern LOGIN =
            Pattern.compile("(?i)log-?in|sign-?in|/oauth2/authorization|/saml2/authenticate|/authorize\\b|/cas\\b");

    private final RunningServer server;

    AnonymousDrill(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "anonymous access is refused";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        return Stream.of(DynamicTest.dynamicTest(endpoint.id(), () -> drill(endpoint)));
    }

    private void drill(DrilledEndpoint endpoint) {
        if (endpoint.isPublic()) {
            throw new TestAbortedException("readiness.access.public lists it as public on purpose");
        }
        Fired fired = server.fire(endpoint.anonymousRequest());
        DrillAnswer answer = fired.answer();
        if (answer.refusesTheCaller() || leadsToLogin(answer)) {
            return;
        }
        if (answer.isRedirect()) {
            throw fired.showsNothing("It redirects to a page that is not known to be a login");
        }
        if (answer.status() == 404) {
            throw fired.showsNothing("Nothing is there, whoever asks; name a path that exists with path(…)");
        }
        if (answer.status() == DrillAnswer.TOO_MANY_REQUESTS) {
            throw fired.showsNothing("The rate limit refused it before anything else");
        }
        throw fired.failure(endpoint, "Anybody gets through without logging in.", remedy(endpoint));
    }

    static boolean leadsToLogin(DrillAnswer answer) {
        return answer.isRedirect()
                && answer.header("Location")
                        .filter(location -> LOGIN.matcher(location).find())
                        .isPresent();
    }

    private static String remedy(DrilledEndpoint endpoint) {
        return """
                requests.requestMatchers(HttpMethod.%s, "%s").authenticated() in the SecurityFilterChain, or, if it is public on purpose:
                readiness.access.public[0].where=%s
                readiness.access.public[0].reason=…""".formatted(
                        endpoint.method(), endpoint.endpoint().path().replaceAll("\\{[^{}]+}", "*"), endpoint.id());
    }
}
