package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.FurtherEndpoints;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The endpoints that filters of the security chains answer. A filter counts only if its own chain is the one that matches the
 * path: a login at {@code /login} in a chain for {@code /admin/**} is never reached.
 */
final class FilterEndpoints implements FurtherEndpoints {

    private final FilterChainOracle oracle;

    private final EndpointOrigins origins;

    FilterEndpoints(FilterChainOracle oracle, EndpointOrigins origins) {
        this.oracle = oracle;
        this.origins = origins;
    }

    @Override
    public List<Endpoint> endpoints() {
        return oracle.chains().stream().flatMap(this::endpointsOf).toList();
    }

    private Stream<Endpoint> endpointsOf(SecurityFilterChain chain) {
        return chain.getFilters().stream()
                .filter(AnsweringFilter::is)
                .map(AnsweringFilter::new)
                .flatMap(filter -> filter.paths().stream().map(path -> endpointOf(filter, path)))
                .filter(endpoint ->
                        oracle.chainFor(endpoint).filter(chain::equals).isPresent());
    }

    private Endpoint endpointOf(AnsweringFilter filter, AnsweredPath at) {
        boolean writes = !at.method().equals("GET");
        return new Endpoint(
                at.method(),
                at.path(),
                filter.name(),
                origins.of(filter.filter().getClass()),
                writes,
                writes,
                false);
    }
}
