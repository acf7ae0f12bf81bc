package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.FurtherEndpoints;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.server.WebFilter;

/** The endpoints that filters of the reactive security chains answer, where their own chain is the one that matches. */
final class WebFilterEndpoints implements FurtherEndpoints {

    private final WebFilterChainOracle oracle;

    WebFilterEndpoints(WebFilterChainOracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public List<Endpoint> endpoints() {
        return oracle.filters().flatMap(this::endpointsOf).toList();
    }

    private Stream<Endpoint> endpointsOf(WebFilter filter) {
        if (!AnsweringWebFilter.is(filter)) {
            return Stream.empty();
        }
        AnsweringWebFilter answering = new AnsweringWebFilter(filter);
        return answering.paths().stream()
                .map(path -> endpointOf(answering, path))
                .filter(endpoint -> oracle.isReached(filter, endpoint));
    }

    private static Endpoint endpointOf(AnsweringWebFilter filter, AnsweredPath at) {
        boolean writes = !at.method().equals("GET");
        return new Endpoint(at.method(), at.path(), filter.name(), Origin.FRAMEWORK, writes, writes, false);
    }
}
