package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.List;

/** The description of the API that springdoc or Springfox writes. */
final class ApiDocumentation implements LibraryPage {

    private static final List<String> LIBRARIES = List.of("org.springdoc.", "springfox.");

    private final EndpointHandlers handlers;

    ApiDocumentation(EndpointHandlers handlers) {
        this.handlers = handlers;
    }

    @Override
    public String rule() {
        return "exposure.api-docs-open";
    }

    @Override
    public boolean isAt(Endpoint endpoint) {
        return !endpoint.isApplication()
                && handlers.handlerOf(endpoint)
                        .filter(handler -> LIBRARIES.stream()
                                .anyMatch(handler.getBeanType().getName()::startsWith))
                        .isPresent();
    }

    @Override
    public String problem() {
        return "Anybody reads the description of the whole API at %s.";
    }

    @Override
    public String remedy() {
        return """
                Switch it off in production: springdoc.api-docs.enabled=false
                Public by design? Then waive this finding with the reason.""";
    }

    @Override
    public Evidence evidence() {
        return new Evidence("handlers of the running application", "a library serves a description of the API");
    }
}
