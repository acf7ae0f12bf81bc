package dev.readiness.spring.test;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Fires each endpoint as each role, and compares with what the role may do. */
final class RoleDrill implements Drill {

    /**
     * A role.
     *
     * @param name its name
     * @param caller somebody who has it and no other
     * @param permitted ids of the endpoints that it may call
     */
    record Role(String name, Caller caller, Set<String> permitted) {}

    private final RunningServer server;
    private final List<Role> roles;

    RoleDrill(RunningServer server, List<Role> roles) {
        this.server = server;
        this.roles = roles;
    }

    @Override
    public String name() {
        return "each role gets where it may and nowhere else";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        return endpoint.isPublic()
                ? Stream.empty()
                : roles.stream()
                        .map(role -> DynamicTest.dynamicTest(
                                endpoint.id() + " as " + role.name(), () -> drill(endpoint.as(role.caller()), role)));
    }

    private void drill(DrilledEndpoint endpoint, Role role) {
        boolean permitted = role.permitted().contains(endpoint.id());
        Fired fired = server.fire(endpoint.goodRequest().orElseGet(endpoint::emptyRequest));
        DrillAnswer answer = fired.answer();
        if (answer.status() == DrillAnswer.TOO_MANY_REQUESTS) {
            throw fired.showsNothing("The rate limit refused it before anything else");
        }
        if (answer.status() == 401) {
            throw fired.showsNothing("Nobody of this name and password is known");
        }
        if (permitted && answer.refusesTheCaller()) {
            throw fired.failure(
                    endpoint,
                    "The role " + role.name() + " is refused, although it may call this.",
                    "Correct the rule of the SecurityFilterChain, or what role(\"" + role.name() + "\", …) permits");
        }
        if (!permitted && answer.status() == 404) {
            throw fired.showsNothing("Nothing is there, whoever asks; name a path that exists with path(…)");
        }
        if (!permitted && !answer.refusesTheCaller()) {
            throw fired.failure(
                    endpoint,
                    "The role " + role.name() + " gets through, although it may not call this.",
                    "requests.requestMatchers(HttpMethod.%s, \"%s\").hasRole(\"…\") in the SecurityFilterChain"
                            .formatted(
                                    endpoint.method(),
                                    endpoint.endpoint().path().replaceAll("\\{[^{}]+}", "*")));
        }
    }
}
