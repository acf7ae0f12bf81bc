package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import java.util.Optional;

/** Tells, for each endpoint, who reaches it. */
final class AccessInspector implements EndpointInspector {

    private final ApplicationAccess application;

    private final AccessProperties properties;

    AccessInspector(ApplicationAccess application, AccessProperties properties) {
        this.application = application;
        this.properties = properties;
    }

    @Override
    public String aspect() {
        return "access";
    }

    @Override
    public Optional<Fact> inspect(Endpoint endpoint) {
        Access access = application.of(endpoint);
        return Optional.of(
                access.reach() == Reach.ANYONE
                        ? properties
                                .reasonFor(endpoint)
                                .map(reason -> new Fact("public", reason))
                                .orElseGet(() -> new Fact("anyone", access.how()))
                        : new Fact(value(access), access.how()));
    }

    private static String value(Access access) {
        return switch (access.reach()) {
            case ANYONE -> "anyone";
            case UNKNOWN -> "unknown";
            case ANY_USER -> "any user";
            case RESTRICTED -> access.requirement().isEmpty() ? "restricted" : access.requirement();
        };
    }
}
